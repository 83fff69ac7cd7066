"""Recording what the group earned, into cash or bank, and on the sheet of a meeting."""

import pytest
from django.urls import reverse

from finance.actions.money import record_income
from finance.actions.sheets import Income
from finance.models import Book
from finance.reports.receipts import receipt
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.finance.conftest import balance, meet, sheet
from tests.finance.stock import facilitator_of, stock, typed

pytestmark = pytest.mark.django_db


def earn(group, name, amount=50_000, **more):
    by = group.registered_by
    return record_income(
        group=group, name=name, amount=amount, date=TODAY, today=TODAY, by=by, **more
    )


@pytest.mark.parametrize("account", [Book.Kind.CASH, Book.Kind.BANK])
def test_what_is_sold_comes_in(account):
    group = GroupFactory()

    earn(group, "sale", account=account)

    assert balance(group, Book.Kind.INCOME, name="sale") == 50_000
    assert balance(group, account) == 50_000
    assert group.entries.get().label == "Income: sale"


def test_one_book_for_a_source_however_it_is_written():
    group = GroupFactory()

    for name in ["Susu kambing", "susu  kambing ", "Sale"]:
        earn(group, name)

    assert balance(group, Book.Kind.INCOME, name="Susu kambing") == 100_000
    assert balance(group, Book.Kind.INCOME, name="sale") == 50_000


@pytest.mark.parametrize("name", ["cash over", " "])
def test_what_a_count_finds_is_no_income_by_hand(name):
    with pytest.raises(RuleBroken):
        earn(GroupFactory(), name)


def test_it_is_in_the_sheet_and_in_its_count():
    group = GroupFactory(members=2)

    meeting = meet(group, incomes=[Income("sale", 80_000, "2 ayam")], counted=110_000)

    assert balance(group, Book.Kind.CASH) == 110_000
    shown = receipt(meeting)
    assert [(row.label, row.amount, row.note) for row in shown.earned] == [
        ("Income: sale", 80_000, "2 ayam")
    ]
    assert (shown.taken_in, shown.cash_after) == (110_000, 110_000)


@pytest.fixture
def group():
    return GroupFactory(members=3)


def test_the_page_of_the_sheet_records_it(as_user, group):
    earned = {"incomes-0-name": "rent", "incomes-0-amount": "20.000", "counted": "65.000"}
    client = as_user(facilitator_of(group))

    response = client.post(
        reverse("finance:record_meeting", args=[group.pk]), sheet(group, **earned)
    )

    assert "Sewa" in client.get(response.url).text or "sewa" in client.get(response.url).text
    assert balance(group, Book.Kind.CASH) == 65_000


def test_an_income_without_its_source_keeps_the_rest(as_user, group):
    earned = {"incomes-0-amount": "20.000", "counted": "65.000"}
    url = reverse("finance:record_meeting", args=[group.pk])

    response = as_user(facilitator_of(group)).post(url, sheet(group, **earned))

    assert response.status_code == 422
    assert response.context["sheet"].rows["incomes"][0].errors["name"]
    assert response.context["sheet"].booked == 65_000


def test_an_amount_beyond_reason_is_asked_about_once(as_user, group):
    stock(group, cash=50_000)
    client, url = as_user(facilitator_of(group)), reverse("finance:record_income", args=[group.pk])
    data = typed(name="sale", account="cash", amount="5.000.000")

    asked = client.post(url, data)
    client.post(url, data | {"sure": "on"})

    assert asked.status_code == 422
    assert balance(group, Book.Kind.INCOME, name="sale") == 5_000_000
