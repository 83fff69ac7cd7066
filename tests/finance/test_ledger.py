"""Posting entries by `finance.ledger`."""

import pytest
from django.db import connection

from finance import ledger
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db


def test_the_tests_are_the_site():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")

        assert cursor.fetchone()[0] != "kube_owner"


def test_both_books_move():
    group = GroupFactory()
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)

    pk = ledger.post(debit=cash, credit=iks, amount=5_000, date=TODAY, by=group.registered_by)

    cash.refresh_from_db()
    iks.refresh_from_db()
    assert (cash.balance, iks.balance) == (5_000, 5_000)
    assert Entry.objects.get(pk=pk).sequence == 1


@pytest.mark.parametrize("note", ["", "NULL", "{a,b}", 'say "yes"', "back\\slash\\", "a\nb", "ä|ö"])
def test_a_note_is_kept_as_it_was_typed(note):
    group = GroupFactory()
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)

    pk = ledger.post(
        debit=cash, credit=iks, amount=5_000, date=TODAY, by=group.registered_by, note=note
    )

    assert Entry.objects.get(pk=pk).note == note


def test_cash_is_never_below_zero():
    group = GroupFactory()
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)

    with pytest.raises(RuleBroken, match="not that much"):
        ledger.post(debit=iks, credit=cash, amount=5_000, date=TODAY, by=group.registered_by)
