"""Deposits to and withdrawals from the bank, and its interest."""

import pytest

from finance.actions.money import move_from_bank, move_to_bank, record_interest
from finance.models import Book
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.finance.conftest import balance
from tests.finance.stock import stock

pytestmark = pytest.mark.django_db


def act(action, group, amount):
    return action(group=group, amount=amount, date=TODAY, today=TODAY, by=group.registered_by)


def test_cash_goes_to_the_bank_and_comes_back():
    group = GroupFactory()
    stock(group, cash=500_000)

    act(move_to_bank, group, 400_000)
    act(move_from_bank, group, 150_000)

    assert balance(group, Book.Kind.CASH) == 250_000
    assert balance(group, Book.Kind.BANK) == 250_000


def test_interest_is_income_of_the_group():
    group = GroupFactory()

    act(record_interest, group, 2_347)

    assert balance(group, Book.Kind.BANK) == 2_347
    assert balance(group, Book.Kind.INCOME, name="bank") == 2_347


@pytest.mark.parametrize(
    ("action", "words"),
    [(move_to_bank, "The cash box holds Rp0"), (move_from_bank, "The bank holds Rp0")],
)
def test_nothing_comes_from_nothing(action, words):
    with pytest.raises(RuleBroken, match=words):
        act(action, GroupFactory(), 1_000)
