"""Helpers that post entries for tests of reports."""

import datetime

from finance import ledger
from finance.models import Book, Entry
from groups.models import Group, Membership
from tests.conftest import TODAY

DAY = datetime.timedelta(days=1)


def pay_in(membership: Membership, amount: int, date=TODAY, kind=Book.Kind.SUKARELA, **more):
    """Post a deposit of savings, or of dues with `kind=Book.Kind.IKS`."""
    group = membership.group
    whose = membership if kind in Book.SAVINGS else None
    return post(group, Book.Kind.CASH, (kind, whose), amount, date, membership=membership, **more)


def pay_out(membership: Membership, amount: int, date=TODAY, kind=Book.Kind.SUKARELA, **more):
    """Post a withdrawal of savings, or help with `kind=Book.Kind.IKS`."""
    group = membership.group
    whose = membership if kind in Book.SAVINGS else None
    return post(group, (kind, whose), Book.Kind.CASH, amount, date, membership=membership, **more)


def post(group: Group, debit, credit, amount: int, date=TODAY, **more) -> Entry:
    debit, credit = (
        ledger.book(group, *([side] if isinstance(side, str) else side)) for side in (debit, credit)
    )
    by = more.pop("by", group.registered_by)
    pk = ledger.post(debit=debit, credit=credit, amount=amount, date=date, by=by, **more)
    return Entry.objects.get(pk=pk)


def pay_in_often(membership: Membership, times: int, until=TODAY, kind=Book.Kind.SUKARELA):
    """Post 1.000 on each of that many days up to `until`, in one statement."""
    cash = ledger.book(membership.group, Book.Kind.CASH)
    book = ledger.book(membership.group, kind, membership)
    posting = ledger.Posting(cash, book, 1_000, membership)
    for day in range(times):
        ledger.post_many(
            [posting],
            group=membership.group,
            date=until - DAY * (times - 1 - day),
            by=membership.group.registered_by,
        )
