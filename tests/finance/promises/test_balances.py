"""3: triggers maintain the balances, some of which are never negative."""

import datetime

import pytest
from django.db import IntegrityError

from accounts.database_roles import as_owner
from finance import ledger
from finance.models import Book
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.finance.promises.sql import committed, post, refused, refused_post, run

pytestmark = pytest.mark.django_db


def test_the_site_writes_no_balance(group):
    refused("UPDATE finance_book SET balance = 1")
    refused("UPDATE finance_book SET kind = 'bank'")
    refused("DELETE FROM finance_book")
    run(
        "INSERT INTO finance_book (group_id, kind, name, balance) VALUES (%s, 'bank', '', 9)",
        group.pk,
    )

    assert ledger.book(group, Book.Kind.BANK).balance == 0


@committed
def test_the_owner_writes_no_balance(group):
    with as_owner():
        refused("UPDATE finance_book SET balance = 1", match="sum of its", error=IntegrityError)
        run(
            "INSERT INTO finance_book (group_id, kind, name, balance) VALUES (%s, 'bank', '', 9)",
            group.pk,
        )

    assert ledger.book(group, Book.Kind.BANK).balance == 0


@pytest.mark.parametrize("kind", Book.NEVER_NEGATIVE)
def test_books_with_a_star_are_never_below_zero(group, kind):
    member = group.memberships.first() if kind in Book.OF_A_MEMBER else None
    book = ledger.book(group, kind, member, name="sapi" if kind in Book.NAMED else "")
    capital = ledger.book(group, Book.Kind.CAPITAL)
    sides = (capital, book) if book.is_debit_side else (book, capital)

    refused_post(
        group,
        "finance_book_not_negative",
        amounts=[book.balance + 1],
        debits=[sides[0].pk],
        credits=[sides[1].pk],
        memberships=[member and member.pk],
    )


@pytest.mark.parametrize("kind", Book.NEVER_NEGATIVE)
def test_books_with_a_star_are_never_below_zero_on_an_earlier_day(group, kind):
    """What came in today was not there yesterday."""
    member = group.memberships.first() if kind in Book.OF_A_MEMBER else None
    book = ledger.book(group, kind, member, name="sapi" if kind in Book.NAMED else "")
    capital = ledger.book(group, Book.Kind.CAPITAL)
    into, out = (book, capital), (capital, book)
    if not book.is_debit_side:
        into, out = out, into
    more = {"amounts": [5_000], "memberships": [member and member.pk]}
    post(group, debits=[into[0].pk], credits=[into[1].pk], **more)
    more |= {"debits": [out[0].pk], "credits": [out[1].pk]}

    refused_post(group, "On a day since then", dates=[TODAY - datetime.timedelta(days=1)], **more)

    post(group, **more)


def test_each_day_counts_not_the_order_of_recording(group):
    """A withdrawal of yesterday is recorded after money of the day before; both in one call too."""
    cash, capital = (ledger.book(group, kind).pk for kind in (Book.Kind.CASH, Book.Kind.CAPITAL))
    before, yesterday = (TODAY - datetime.timedelta(days=days) for days in (2, 1))
    two = {
        column: [None] * 2 for column in ("memberships", "meetings", "reversed", "corrected")
    } | {"amounts": [5_000] * 2, "notes": [""] * 2}
    money = {"debits": [capital, cash], "credits": [cash, capital]}

    refused_post(group, "On a day since then", dates=[before, yesterday], **two, **money)
    post(group, dates=[yesterday, before], **two, **money)

    assert ledger.book(group, Book.Kind.CASH).balance == 10_000


@committed
def test_two_at_once_do_not_overdraw(group):
    iks, cash = (ledger.book(group, kind) for kind in (Book.Kind.IKS, Book.Kind.CASH))
    amounts = {"debits": [iks.pk], "credits": [cash.pk], "amounts": [6_000]}

    done = at_once([lambda: post(group, **amounts)] * 2, refused_by=IntegrityError)

    cash.refresh_from_db()
    assert cash.balance == 4_000
    assert sum(isinstance(each, IntegrityError) for each in done) == 1
