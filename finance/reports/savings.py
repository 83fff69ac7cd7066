"""Savings of each member of a group: pokok, wajib, sukarela."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from finance.models import Book
from finance.reports.statements import ALWAYS, Span, ends_of, reloaded
from groups.models import Group, Membership


@dataclass
class MemberSavings:
    membership: Membership
    amounts: dict[str, Any] = field(default_factory=lambda: dict.fromkeys(Book.SAVINGS, 0))
    change: int = 0  # within the span

    @property
    def total(self) -> int:
        return sum(self.amounts.values())

    @property
    def figures(self) -> list[int]:
        return [*self.amounts.values(), self.total, self.change]


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

    @property
    def figures(self) -> list[int]:
        return [*self.amounts, self.total, self.change]


def savings_of(group: Group, today: datetime.date, span: Span = ALWAYS) -> GroupSavings:
    """Members on the last day of the span, and former members with a balance on that day."""
    books = reloaded(group.books.savings())
    last = span.until or today
    starts, ends = ends_of(books, span)
    rows = {row.pk: MemberSavings(row) for row in group.memberships.in_book_order()}
    for book, first, held in zip(books, starts, ends, strict=True):
        row = rows[book.membership_id]
        row.amounts[book.kind] = held
        row.change += held - first
    return GroupSavings([row for row in rows.values() if row.total or _is_member(row, last)])


def _is_member(row: MemberSavings, on: datetime.date) -> bool:
    membership = row.membership
    return membership.since <= on and (membership.until is None or membership.until > on)


def books_of(membership: Membership) -> list[Book]:
    """The existing savings books of a member, in order."""
    return in_order(membership.books.savings())


def in_order(books: Iterable[Book]) -> list[Book]:
    """Sort savings books as in the paper book: pokok, wajib, sukarela."""
    return sorted(books, key=lambda book: Book.SAVINGS.index(Book.Kind(book.kind)))
