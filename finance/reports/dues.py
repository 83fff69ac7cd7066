"""The dues book: payments by month, arrears, and help from the fund."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet

from finance.models import Book, Entry
from finance.reports.owed import Cell, Owed, owed
from finance.reports.statements import ALWAYS, Span
from foundation.months import month_of, months_after
from groups.models import Group, Membership

MONTHS = 12


@dataclass(frozen=True)
class MemberDues:
    membership: Membership
    owed: Owed
    cells: list[Cell]
    arrears: int  # of the months shown where they were chosen, else of all


@dataclass(frozen=True)
class DuesBook:
    months: list[datetime.date]
    rows: list[MemberDues]
    help: QuerySet[Entry]  # newest first
    fund: int
    is_of_span: bool

    @property
    def arrears(self) -> int:
        return sum(row.arrears for row in self.rows)

    @property
    def totals(self) -> list[Cell]:
        """The sums over all members for each month."""
        return [
            Cell(month, sum(cell.due for cell in cells), sum(cell.paid for cell in cells))
            for month, *cells in zip(self.months, *(row.cells for row in self.rows), strict=True)
        ]


def dues_book(group: Group, today: datetime.date, span: Span = ALWAYS) -> DuesBook:
    """The dues book for the months of the span, by default the last 12.

    Without a span arrears include earlier months. Former members are listed if they had dues in
    these months, waived ones too.
    """
    months = months_of(span, today)
    memberships = list(group.memberships.in_book_order())
    owing = owed(group, memberships, today)
    rows = [member_dues(row, owing[row.pk], months, span) for row in memberships]
    rows = [row for row in rows if row.membership.until is None or row.owed.has_dues_in(months)]
    fund = group.books.filter(kind=Book.Kind.IKS).first()
    return DuesBook(months, rows, help_of(group, span), fund.balance if fund else 0, bool(span))


def member_dues(
    membership: Membership, owing: Owed, months: list[datetime.date], span: Span
) -> MemberDues:
    shown = cells(owing, months)
    arrears = sum(cell.left for cell in shown) if span else owing.dues_arrears
    return MemberDues(membership, owing, shown, arrears)


def months_of(span: Span, today: datetime.date) -> list[datetime.date]:
    """The first days of the months, oldest first, at most `MONTHS`."""
    last = month_of(span.until or today)
    first = month_of(span.since) if span.since else None
    months = [last]
    while len(months) < MONTHS and months[0] > (first or datetime.date.min):
        months.insert(0, months_after(months[0], -1))
    return months


def cells(mine: Owed, months: list[datetime.date]) -> list[Cell]:
    known = {cell.month: cell for cell in mine.months}
    return [known.get(month, Cell(month)) for month in months]


def help_of(group: Group, span: Span) -> QuerySet[Entry]:
    """Help from the fund without reversed entries, latest first."""
    given = group.entries.in_force().filter(debit__kind=Book.Kind.IKS)
    given = given.filter(credit__kind__in=[Book.Kind.CASH, Book.Kind.BANK])
    return span.within(given).select_related("membership__person").order_by("-date", "-sequence")
