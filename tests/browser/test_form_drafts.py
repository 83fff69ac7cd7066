"""Forms of more than three fields keep what was typed until the server has it."""

import pytest
from django.conf import settings
from django.urls import reverse

from groups.models import Group
from tests.factories import GroupFactory, ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
NIK = "3507075705850003"


@pytest.fixture
def group(transactional_db):
    return GroupFactory()


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def admission(page, sign_in, group, facilitator):
    """The page that admits a member, with something typed."""
    sign_in(page, facilitator)
    page.goto(reverse("groups:admit_member", args=[group.pk]))
    page.fill("#id_name", "Sutini")
    page.select_option("#id_sex", "F")
    page.fill("#id_nik", NIK)
    return page


def shown(page) -> list[str]:
    return [page.input_value(f"#id_{name}") for name in ("name", "sex", "nik")]


def send(page) -> None:
    page.locator("main form button.btn-primary").click()


def kept(page) -> str:
    return page.evaluate("Object.entries(localStorage).join()")


def test_a_reload_loses_nothing(admission):
    admission.reload()

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_a_national_number_stays_in_the_tab_alone(admission, group):
    assert "Sutini" in kept(admission)
    assert NIK not in kept(admission)

    another = admission.context.new_page()
    another.goto(admission.url)

    another.locator("main [role=status] button").wait_for()
    assert shown(another) == ["Sutini", "F", ""]


def test_signed_out_meanwhile_it_is_taken_up_after_signing_in(admission, sign_in, facilitator):
    url = admission.url
    admission.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    send(admission)
    admission.wait_for_url("**/sign-in/**")

    sign_in(admission, facilitator)
    admission.goto(url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_a_lost_line_loses_nothing(admission):
    url = admission.url
    admission.context.set_offline(True)
    send(admission)
    admission.wait_for_timeout(300)
    admission.context.set_offline(False)
    admission.goto(url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "F", NIK]


def test_what_the_server_took_is_forgotten(admission, group):
    send(admission)
    admission.locator("main form").wait_for(state="detached")

    assert group.memberships.count() == 1
    assert "kube-form:" not in kept(admission)


def test_what_the_server_refused_is_kept(admission):
    admission.select_option("#id_sex", "")
    send(admission)
    admission.locator("#errors").wait_for()
    admission.goto(admission.url)

    admission.locator("main [role=status] button").wait_for()
    assert shown(admission) == ["Sutini", "", NIK]


def test_it_is_discarded(admission):
    admission.reload()
    admission.locator("main [role=status] button").click()
    admission.locator("main [role=status] button").wait_for(state="detached")

    assert shown(admission) == ["", "", ""]
    assert "kube-form:" not in kept(admission)


def test_only_what_was_typed_is_taken_up(admission, group):
    admission.goto(reverse("groups:edit_group", args=[group.pk]))
    admission.fill("#id_hamlet", "Krajan")
    Group.objects.filter(pk=group.pk).update(name="Melati 7")

    admission.reload()

    admission.locator("main [role=status] button").wait_for()
    assert admission.input_value("#id_hamlet") == "Krajan"
    assert admission.input_value("#id_name") == "Melati 7"


def test_another_user_of_the_phone_sees_nothing(admission, sign_in, group):
    other = UserFactory(role="facilitator")
    group.facilitations.update(facilitator=other)
    sign_in(admission, other)

    admission.reload()

    assert shown(admission) == ["", "", ""]


def test_signing_out_says_what_is_kept_and_forgets_national_numbers(admission, axe):
    admission.goto(reverse("account_logout"))
    admission.locator("#unsent li").wait_for()
    axe(admission)
    admission.locator("#sign-out button").click()
    admission.wait_for_url(lambda url: "sign-out" not in url)

    assert NIK not in admission.evaluate("Object.values(sessionStorage).join()")


def test_rows_that_were_added_come_back(page, sign_in, facilitator):
    ProgrammeFactory()
    sign_in(page, facilitator)
    page.goto(reverse("groups:register_group"))
    page.locator("button[name=more]").click()
    page.fill("#id_members-10-name", "Partini")
    page.fill("#id_members-10-nik", NIK)

    page.reload()

    page.locator("#id_members-10-name").wait_for()
    assert page.input_value("#id_members-10-name") == "Partini"
    assert page.input_value("#id_members-10-nik") == NIK


def test_a_password_is_never_kept(page, sign_in, facilitator):
    sign_in(page, facilitator)
    page.goto(reverse("account_change_password"))
    for field in page.locator("main input[type=password]").all():
        field.fill("rahasia-sekali")

    assert "rahasia" not in kept(page)
