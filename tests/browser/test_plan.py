"""The budget plan shows the difference to the grant while typing; rows are added in place."""

import pytest
from django.urls import reverse

from foundation.formatting import rupiah
from tests.amounts import NO_QUANTITY, PARTS, READ
from tests.grants.factories import CandidacyFactory, full_meeting


@pytest.fixture
def plan(page, sign_in, transactional_db):
    """The page of the form for a first plan."""
    candidacy = CandidacyFactory()
    full_meeting(candidacy.group)
    sign_in(page, candidacy.by)
    page.goto(reverse("grants:plan_budget", args=[candidacy.pk]))
    return page


def test_the_plan_tells_what_is_missing(plan):
    page = plan
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


def test_a_part_of_a_unit_counts_as_the_server_counts_it(plan):
    status = plan.locator("form[data-plan] [role=status]")

    plan.fill("[name=lines-0-quantity]", "1.234,25")
    plan.fill("[name=lines-0-price]", "1.000")
    whole = status.inner_text()
    plan.fill("[name=lines-0-item]", "Kawat")
    plan.fill("[name=lines-0-price]", "1.001")

    assert "Rp1.234.250" in whole
    assert "Kawat: " in status.inner_text()
    assert "rupiah utuh" in status.inner_text()


def test_the_browser_writes_quantities_and_never_another(plan):
    quantity = plan.locator("[name=lines-0-quantity]")
    shown = {}
    for typed in [*READ, *PARTS, *NO_QUANTITY]:
        quantity.fill(typed)
        quantity.blur()
        shown[typed] = quantity.input_value()

    read = {typed: rupiah(value).removeprefix("Rp") for typed, value in READ.items()}
    read |= {typed: written for typed, (_value, written) in PARTS.items()}
    assert shown == read | {typed: typed for typed in NO_QUANTITY}
