"""The cash book: days, totals, balances."""

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book
from finance.reports.cash import ENTRIES, cash_book
from finance.reports.statements import Span
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, MembershipFactory, UserFactory
from tests.finance.posting import DAY, pay_in, pay_out, post

pytestmark = pytest.mark.django_db
Kind = Book.Kind


def box_of(group):
    return ledger.book(group, Kind.CASH)


def fill(member, days, a_day):
    """Post entries of 1.000 on each of that many days up to today."""
    cash, iks = box_of(member.group), ledger.book(member.group, Kind.IKS)
    posting = ledger.Posting(cash, iks, 1_000, member)
    for ago in reversed(range(days)):
        ledger.post_many(
            [posting] * a_day,
            group=member.group,
            date=TODAY - ago * DAY,
            by=member.group.registered_by,
        )


def test_a_day_says_what_came_in_went_out_and_is_left():
    one, two = MembershipFactory.create_batch(2, group=GroupFactory())
    pay_in(one, 10_000, TODAY - DAY)
    pay_in(one, 20_000)
    pay_in(two, 5_000, kind=Kind.IKS)
    pay_out(one, 3_000)

    *_, today = cash_book(box_of(one.group)).days

    assert (today.before, today.came_in, today.went_out, today.left) == (
        10_000,
        25_000,
        3_000,
        32_000,
    )


def test_entries_of_one_kind_and_day_are_one_row():
    group = GroupFactory()
    for member in MembershipFactory.create_batch(3, group=group):
        pay_in(member, 5_000, kind=Kind.IKS)
    post(group, (Kind.EXPENSE, None, "feed"), Kind.CASH, 2_000)

    (day,) = cash_book(box_of(group)).days

    assert [(kind.count, kind.came_in, kind.went_out) for kind in day.kinds] == [
        (3, 15_000, 0),
        (1, 0, 2_000),
    ]


def test_a_reversal_is_a_row_of_its_own():
    member = MembershipFactory()
    wrong = pay_in(member, 5_000, kind=Kind.IKS)
    pay_in(member, 5_000, kind=Kind.IKS)
    ledger.reverse([wrong], date=TODAY, reason="salah", by=member.group.registered_by)

    (day,) = cash_book(box_of(member.group)).days

    assert [kind.label for kind in day.kinds] == ["Dues (IKS)", "Reversal: Dues (IKS)"]
    assert (day.came_in, day.went_out) == (10_000, 5_000)


def test_a_range_opens_with_what_was_left_before():
    member = MembershipFactory()
    for ago in (3, 2, 1, 0):
        pay_in(member, 1_000, TODAY - ago * DAY)

    shown = cash_book(box_of(member.group), Span(TODAY - 2 * DAY, TODAY - DAY))

    assert (shown.opening, shown.left, len(shown.days)) == (1_000, 3_000, 2)
    assert (shown.older, shown.newer) == (None, None)


def test_pages_hold_whole_days_and_join():
    member = MembershipFactory()
    fill(member, days=6, a_day=ENTRIES // 2 - 1)

    newest = cash_book(box_of(member.group))
    middle = cash_book(box_of(member.group), before=newest.older)
    again = cash_book(box_of(member.group), after=middle.newer)

    assert len({len(day.kinds) for day in newest.days}) == 1
    assert middle.left == newest.opening
    assert again.days == newest.days
    assert newest.left == newest.book.balance


def test_paging_ends_at_both_ends():
    member = MembershipFactory()
    fill(member, days=3, a_day=ENTRIES)
    shown, days = cash_book(box_of(member.group)), []

    while shown.older:
        days = [day.date for day in shown.days] + days
        shown = cash_book(box_of(member.group), before=shown.older)

    assert [day.date for day in shown.days] + days == [TODAY - ago * DAY for ago in (2, 1, 0)]
    assert shown.opening == 0


def test_the_table_holds_every_entry(as_user):
    member = MembershipFactory()
    pay_in(member, 5_000, kind=Kind.IKS)
    pay_out(member, 2_000, kind=Kind.IKS)
    client = as_user(UserFactory(role="auditor"))

    url = reverse("finance:cash", args=[member.group.pk])
    _head, _opening, *rows = rows_of(client.get(url, {"table": "xlsx"}))

    assert [row[-2:] for row in rows] == [[5_000, 5_000], [2_000, 3_000]]
    assert all(member.person.name in row for row in rows)


def test_a_page_takes_the_same_queries_whatever_the_history(as_user, django_assert_num_queries):
    short, long = MembershipFactory.create_batch(2)
    fill(short, days=2, a_day=1)
    fill(long, days=4, a_day=ENTRIES)

    for member in (short, long):
        with django_assert_num_queries(5):
            cash_book(box_of(member.group))


def test_the_newest_day_is_on_top(as_user):
    member = MembershipFactory()
    fill(member, days=4, a_day=1)
    client = as_user(UserFactory(role="verifier"))

    page = client.get(reverse("finance:cash", args=[member.group_id])).text

    days = [page.index(f"since={day:%Y-%m-%d}") for day in (TODAY, TODAY - 3 * DAY)]
    assert days == sorted(days)
