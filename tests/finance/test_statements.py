"""Statements of books: opening balances, running balances, pagination."""

import datetime

import pytest

from finance import ledger
from finance.models import Book
from finance.reports.statements import PAGE, Cursor, Span, full_statement, statement
from tests.conftest import TODAY
from tests.factories import MembershipFactory
from tests.finance.posting import DAY, pay_in, pay_in_often, pay_out, post

pytestmark = pytest.mark.django_db


def savings_books(membership):
    return membership.books.savings()


def test_each_line_has_the_balance_after_it():
    member = MembershipFactory()
    pay_in(member, 20_000, TODAY - 2 * DAY)
    pay_in(member, 10_000, TODAY - DAY, kind=Book.Kind.WAJIB)
    pay_out(member, 5_000)

    lines = statement(savings_books(member)).lines

    assert [line.change for line in lines] == [20_000, 10_000, -5_000]
    assert [line.balance for line in lines] == [20_000, 30_000, 25_000]


def test_a_book_of_the_debit_side_grows_with_its_debits():
    member = MembershipFactory()
    pay_in(member, 20_000)
    pay_out(member, 5_000)

    shown = statement([ledger.book(member.group, Book.Kind.CASH)])

    assert [line.balance for line in shown.lines] == [20_000, 15_000]


def test_entries_stand_by_day_whenever_they_were_written():
    member = MembershipFactory()
    pay_in(member, 20_000)
    pay_in(member, 3_000, TODAY - DAY)

    shown = statement(savings_books(member))

    assert [line.balance for line in shown.lines] == [3_000, 23_000]


def test_a_range_opens_with_what_was_there_before():
    member = MembershipFactory()
    for days_ago in (30, 20, 10, 0):
        pay_in(member, 1_000, TODAY - days_ago * DAY)

    shown = statement(savings_books(member), Span(TODAY - 20 * DAY, TODAY - 10 * DAY))

    assert (shown.opening_balance, shown.closing_balance, shown.balance) == (1_000, 3_000, 4_000)
    assert len(shown.lines) == 2


@pytest.mark.parametrize(
    ("span", "held"),
    [
        (Span(TODAY - 20 * DAY, TODAY - 15 * DAY), 1_000),
        (Span(until=TODAY - 40 * DAY), 0),
        (Span(since=TODAY + DAY), 2_000),
    ],
)
def test_a_range_without_entries_says_what_was_held(span, held):
    member = MembershipFactory()
    pay_in(member, 1_000, TODAY - 30 * DAY)
    pay_in(member, 1_000)

    shown = statement(savings_books(member), span)

    assert (shown.lines, shown.opening_balance, shown.closing_balance) == ([], held, held)


def test_pages_join_without_gap_or_overlap():
    member = MembershipFactory()
    pay_in_often(member, 2 * PAGE + 7)

    newest = statement(savings_books(member))
    middle = statement(savings_books(member), before=newest.older)
    oldest = statement(savings_books(member), before=middle.older)

    assert [len(page.lines) for page in (oldest, middle, newest)] == [7, PAGE, PAGE]
    assert oldest.opening_balance == 0
    assert oldest.closing_balance == middle.opening_balance
    assert middle.closing_balance == newest.opening_balance
    assert newest.closing_balance == newest.balance == 1_000 * (2 * PAGE + 7)
    assert (oldest.older, newest.newer) == (None, None)


def test_pages_lead_back_to_the_newest():
    member = MembershipFactory()
    pay_in_often(member, 2 * PAGE + 7)
    oldest = statement(savings_books(member), before=Cursor(TODAY - 2 * PAGE * DAY, 2**40))

    middle = statement(savings_books(member), after=oldest.newer)
    newest = statement(savings_books(member), after=middle.newer)

    assert oldest.closing_balance == middle.opening_balance
    assert middle.closing_balance == newest.opening_balance
    assert newest.newer is None


def test_a_place_beyond_the_book_leads_to_the_newest_page():
    member = MembershipFactory()
    pay_in(member, 1_000)

    shown = statement(savings_books(member), before=Cursor(datetime.date(1999, 1, 1), 1))

    assert len(shown.lines) == 1


@pytest.mark.parametrize("text", ["", "x", "20261310-4", "20261124", "20261124-x", "-"])
def test_what_is_no_place_is_read_as_none(text):
    assert Cursor.read(text) is None


def test_money_between_two_books_of_one_statement_is_one_line():
    member = MembershipFactory()
    pay_in(member, 9_000)
    kinds = Book.Kind
    post(member.group, (kinds.SUKARELA, member), (kinds.WAJIB, member), 4_000, membership=member)

    shown = statement(savings_books(member))

    assert [line.change for line in shown.lines] == [9_000, 0]
    assert shown.closing_balance == 9_000


def test_the_whole_book_reads_as_its_pages_do():
    member = MembershipFactory()
    pay_in_often(member, PAGE + 5)

    opening, lines = full_statement(savings_books(member), Span(since=TODAY - PAGE * DAY))

    assert opening.opening_balance == 4_000
    assert [line.balance for line in lines][-1] == 1_000 * (PAGE + 5)


def test_a_page_takes_the_same_queries_whatever_the_history(django_assert_num_queries):
    short, long = MembershipFactory.create_batch(2)
    pay_in(short, 1_000)
    pay_in_often(long, PAGE + 5)

    for books in (list(savings_books(short)), list(savings_books(long))):
        with django_assert_num_queries(3):
            statement(books)
