"""An assessment is filled on a phone, a criterion at a time, with the line cut in the middle."""

import pytest
from django.urls import reverse

from groups.models import Group
from tests.assessing import begun
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def filling(page, sign_in, transactional_db):
    """The page of a draft, the first criterion in sight."""
    group = GroupFactory()
    by = group.facilitations.get().facilitator
    draft = begun(group, by)
    sign_in(page, by)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(reverse("groups:fill_assessment", args=[draft.pk]))
    return draft, page


def answer(page, number: int, level: int) -> None:
    panel = page.locator(f"#criterion-{number}")
    panel.wait_for()
    panel.locator(f"input[type=radio][value='{level}']").check()
    panel.locator("textarea").fill(f"Bukti {number}")
    panel.locator("button[name=criterion]").click()


def test_the_line_is_cut_in_the_middle(filling):
    draft, page = filling

    with page.expect_response("**/fill/"):
        answer(page, 1, 2)
    assert draft.answers.count() == 1
    page.context.set_offline(True)
    answer(page, 2, 3)
    answer(page, 3, 4)
    page.wait_for_timeout(200)
    assert draft.answers.count() == 1
    assert "Bukti 3" in page.evaluate("Object.values(localStorage).join()")
    page.context.set_offline(False)
    page.locator("main form > .acts button.btn-primary").click()

    page.wait_for_url("**/sign/")
    given = draft.answers.values_list("criterion__number", "level", "evidence")
    assert list(given) == [(1, 2, "Bukti 1"), (2, 3, "Bukti 2"), (3, 4, "Bukti 3")]
    assert "kube-form:" not in page.evaluate("Object.keys(localStorage).join()")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(lambda url: "sign" not in url)
    assert Group.objects.get().assessments.latest_signed().get().total == 50 * 2 + 30 * 3 + 20 * 4


def test_what_was_typed_is_taken_up_and_sent_later(filling):
    draft, page = filling
    page.context.set_offline(True)
    answer(page, 1, 2)
    page.wait_for_timeout(200)
    page.context.set_offline(False)

    with page.expect_response(lambda answer: answer.status == 204):
        page.goto(page.url.split("#")[0])

    assert [each.evidence for each in draft.answers.all()] == ["Bukti 1"]
