"""The budget plan shows the difference to the grant while typing; rows are added in place."""

from django.urls import reverse

from tests.grants.factories import CandidacyFactory, full_meeting


def test_the_plan_tells_what_is_missing(page, sign_in, transactional_db):
    candidacy = CandidacyFactory()
    full_meeting(candidacy.group)
    sign_in(page, candidacy.by)
    page.goto(reverse("grants:plan_budget", args=[candidacy.pk]))
    status = page.locator("form[data-plan] [role=status]")

    assert status.is_hidden()
    page.fill("[name=lines-0-quantity]", "2")
    page.fill("[name=lines-0-price]", "10000000")
    missing = status.inner_text()
    page.click("button[name=more]")
    page.fill("[name=lines-3-quantity]", "1")
    page.fill("[name=lines-3-price]", "10.000.000")

    assert "Rp20.000.000" in missing
    assert "Rp10.000.000" in missing
    assert "sudah tepat" in status.inner_text()
