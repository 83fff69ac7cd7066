"""Savings of each member of a group: pokok, wajib, sukarela."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from finance.models import Book
from finance.models.books import BookKind
from finance.reports.owed import principal_left
from finance.reports.statements import ALWAYS, Span, ends_of, reloaded
from foundation.lists import ListColumn, OfficeList, link
from foundation.templatetags.constants import address_of
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

    def in_order(self, listed: OfficeList) -> "GroupSavings":
        return GroupSavings(listed.sorted(self.members))

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


def savings_columns(*, in_span: bool) -> list[ListColumn]:
    """Of `MemberSavings`; what changed in the span, where one is chosen."""
    columns = [
        ListColumn(_("Member"), _linked, "name", value=lambda row: row.membership.person.name),
        ListColumn(_("Number"), lambda row: row.membership.code, "code", value=_number),
        *(_amount(kind) for kind in Book.SAVINGS),
        ListColumn(
            _("Total"), attrgetter("total"), "total", value=attrgetter("total"), is_figure=True
        ),
    ]
    change = attrgetter("change")
    if in_span:
        columns.append(ListColumn(_("Change"), change, "change", value=change, is_figure=True))
    return columns


def _amount(kind: BookKind) -> ListColumn:
    def value(row: MemberSavings) -> int:
        return row.amounts[kind]

    return ListColumn(kind.label, value, kind.value, value=value, is_figure=True)


def _number(row: MemberSavings) -> int:
    return row.membership.number


def _linked(row: MemberSavings) -> SafeString:
    membership = row.membership
    name = link(address_of("finance:savings_book", membership.pk), membership.person.name)
    if not membership.until:
        return name
    return format_html('{} <span class="muted">{}</span>', name, gettext("has left"))


def _is_member(row: MemberSavings, on: datetime.date) -> bool:
    membership = row.membership
    return membership.since <= on and (membership.until is None or membership.until > on)


def books_of(membership: Membership) -> list[Book]:
    """The existing savings books of a member, in order."""
    return in_order(membership.books.savings())


def principal_missing(membership: Membership, books: Iterable[Book], today: datetime.date) -> int:
    """What a member has still to pay of the principal savings; nothing of one who has left."""
    if membership.until:
        return 0
    saved = sum(book.balance for book in books if book.kind == Book.Kind.POKOK)
    return principal_left(membership.group, saved, today)


def in_order(books: Iterable[Book]) -> list[Book]:
    """Sort savings books as in the paper book: pokok, wajib, sukarela."""
    return sorted(books, key=lambda book: Book.SAVINGS.index(Book.Kind(book.kind)))
