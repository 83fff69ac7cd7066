"""Form fields in the browser: amounts as the server parses them; Enter moves to the next field."""

import pytest
from django.urls import reverse

from foundation.formatting import rupiah
from tests.amounts import READ, REFUSED
from tests.factories import GroupFactory
from tests.finance.stock import facilitator_of


@pytest.fixture
def expense(transactional_db, page, sign_in):
    """The page of the form for an expense."""
    group = GroupFactory(members=2)
    sign_in(page, facilitator_of(group))
    page.goto(reverse("finance:record_expense", args=[group.pk]))
    return page


def test_the_browser_writes_dots_and_never_another_amount(expense):
    amount = expense.locator("#id_amount")
    shown = {}
    for typed in [*READ, *REFUSED]:
        amount.fill(typed)
        amount.blur()
        shown[typed] = amount.input_value()

    read = {typed: rupiah(value).removeprefix("Rp") for typed, value in READ.items()}
    assert shown == read | {typed: typed for typed in REFUSED}


def test_enter_goes_to_the_next_field_and_sends_from_the_last(expense):
    expense.locator("#id_own_name").press("Enter")
    assert expense.evaluate("document.activeElement.name") == "account"

    expense.locator("#id_amount").press("Enter")
    assert expense.evaluate("document.activeElement.id") == "id_date"

    with expense.expect_navigation():
        expense.locator("#id_note").press("Enter")
    assert expense.locator("#errors").count()
