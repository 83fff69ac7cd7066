"""Recording an expense from cash or bank."""

import pytest

from finance.actions.money import record_expense
from finance.models import Book
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.finance.conftest import balance
from tests.finance.stock import stock

pytestmark = pytest.mark.django_db


def spend(group, name, amount=50_000, **more):
    by = group.registered_by
    return record_expense(
        group=group, name=name, amount=amount, date=TODAY, today=TODAY, by=by, **more
    )


def test_cash_buys_feed():
    group = GroupFactory()
    stock(group, cash=150_000)

    spend(group, "feed")

    assert balance(group, Book.Kind.EXPENSE, name="feed") == 50_000
    assert balance(group, Book.Kind.CASH) == 100_000


def test_the_bank_takes_its_fee_from_the_account():
    group = GroupFactory()
    stock(group, bank=150_000)

    spend(group, "bank", 5_000, account=Book.Kind.BANK)

    assert balance(group, Book.Kind.EXPENSE, name="bank") == 5_000
    assert balance(group, Book.Kind.BANK) == 145_000


def test_the_bank_is_never_below_zero():
    group = GroupFactory()
    stock(group, bank=40_000)

    with pytest.raises(RuleBroken, match=r"The bank holds Rp40.000"):
        spend(group, "bank", account=Book.Kind.BANK)


def test_one_book_for_a_thing_however_it_is_written():
    group = GroupFactory()
    stock(group, cash=500_000)

    for typed in ["Obat cacing", "obat  cacing ", "OBAT CACING"]:
        spend(group, typed)

    assert balance(group, Book.Kind.EXPENSE, name="Obat cacing") == 150_000


def test_a_known_word_is_its_book():
    group = GroupFactory()
    stock(group, cash=500_000)

    spend(group, "Feed ")

    assert balance(group, Book.Kind.EXPENSE, name="feed") == 50_000


@pytest.mark.parametrize("typed", ["cash_short", "cash short", "Cash over"])
def test_what_is_missing_is_counted_not_spent(typed):
    with pytest.raises(RuleBroken, match="Count the box"):
        spend(GroupFactory(), typed)


def test_it_says_what_for():
    with pytest.raises(RuleBroken, match="what the money was for"):
        spend(GroupFactory(), " ")
