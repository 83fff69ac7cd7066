"""What each member of a group has saved: pokok, wajib, sukarela."""

import datetime
from dataclasses import dataclass, field

from django.db.models import Q

from finance.models import Book
from finance.reports.statements import ALWAYS, Span, reckoned_back, standing, written
from groups.models import Group, Membership


@dataclass
class MemberSavings:
    membership: Membership
    amounts: dict = field(default_factory=lambda: dict.fromkeys(Book.SAVINGS, 0))
    change: int = 0  # within the span

    @property
    def total(self) -> int:
        return sum(self.amounts.values())


@dataclass(frozen=True)
class GroupSavings:
    members: list[MemberSavings]

    @property
    def amounts(self) -> list[int]:
        return [sum(row.amounts[kind] for row in self.members) for kind in Book.SAVINGS]

    @property
    def total(self) -> int:
        return sum(self.amounts)

    @property
    def change(self) -> int:
        return sum(row.change for row in self.members)


def savings_of(group: Group, today: datetime.date, span: Span = ALWAYS) -> GroupSavings:
    """Each member who is one on the last day of the span, and whoever has money there then."""
    books = standing(group.books.savings())
    last = span.until or today
    after = _balances(books, Q(date__gt=last) if span.until else Q(pk=None))
    before = _balances(books, Q(date__gte=span.since)) if span.since else [0] * len(books)
    rows = {row.pk: MemberSavings(row) for row in group.memberships.in_book_order()}
    for book, held, first in zip(books, after, before, strict=True):
        row = rows[book.membership_id]
        row.amounts[book.kind] = held
        row.change += held - first
    return GroupSavings([row for row in rows.values() if row.total or _is_member(row, last)])


def _balances(books: list[Book], later: Q) -> list[int]:
    return reckoned_back(books, written(books).filter(later))


def _is_member(row: MemberSavings, on: datetime.date) -> bool:
    membership = row.membership
    return membership.since <= on and (membership.until is None or membership.until > on)
