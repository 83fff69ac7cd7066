"""Excel exports of the pages; they contain no national number."""

from collections.abc import Iterator
from typing import Any

from django.http import FileResponse
from django.utils.translation import gettext as _

from finance.models import Book, Entry
from finance.reports.books import Shelf
from finance.reports.dues import DuesBook
from finance.reports.remarks import remarks
from finance.reports.savings import GroupSavings, books_of
from finance.reports.statements import Span, full_statement
from foundation.exports import Column, table_file
from foundation.formatting import month
from groups.models import Group, Membership


def savings(group: Group, saved: GroupSavings, span: Span) -> FileResponse:
    """With what changed in the span, where one is chosen: else that is the balance again."""
    columns = [Column(_("No."), 6), Column(_("Member"), 28)]
    columns += [Column(kind.label) for kind in Book.SAVINGS]
    columns += [Column(_("Total")), *([Column(_("Change"))] if span else [])]
    width = len(columns) - 2
    rows = [
        [row.membership.code, row.membership.person.name, *row.figures[:width]]
        for row in saved.members
    ]
    rows.append([None, _("All members"), *saved.figures[:width]])
    return table_file(_("Savings %(group)s") % {"group": group}, columns, rows)


def savings_book(membership: Membership, span: Span) -> FileResponse:
    books = books_of(membership)
    opening, lines = full_statement(books, span)
    columns = [*_entry_columns(), *(Column(book.label) for book in books), Column(_("Balance"))]

    def rows() -> Iterator[list[Any]]:
        yield _opening_row(span, [*opening.opening, opening.opening_balance])
        for line in lines:
            yield [*_entry_cells(line.entry), *line.changes, line.balance]

    name = _("Savings book %(name)s %(group)s") % {
        "name": membership.person.name,
        "group": membership.group,
    }
    return table_file(name, columns, rows())


def book(row: Book, span: Span) -> FileResponse:
    opening, lines = full_statement([row], span)
    columns = [*_entry_columns(), Column(_("Member"), 24)]
    columns += [Column(_("Debit")), Column(_("Credit")), Column(_("Balance"))]

    def rows() -> Iterator[list[Any]]:
        yield _opening_row(span, [None, None, None, opening.opening_balance])
        for line in lines:
            entry = line.entry
            member = entry.membership.person.name if entry.membership else None
            debit, credit = (
                entry.amount if side == row.pk else None
                for side in (entry.debit_id, entry.credit_id)
            )
            yield [*_entry_cells(entry), member, debit, credit, line.balance]

    name = _("Book %(book)s %(group)s") % {"book": row.label, "group": row.group}
    return table_file(name, columns, rows())


def books(group: Group, shown: Shelf, span: Span) -> FileResponse:
    columns = [Column(_("Side"), 10), Column(_("Book"), 30), Column(_("Member"), 24)]
    columns += [Column(_("Balance")), *([Column(_("Change"))] if span else [])]
    rows = [
        (side, row.book.label, row.member, row.balance, *([row.change] if span else []))
        for side, kinds in ((_("Debit"), shown.debit.kinds), (_("Credit"), shown.credit.kinds))
        for kind in kinds
        for row in kind.rows
    ]
    return table_file(_("All books %(group)s") % {"group": group}, columns, rows)


def dues(group: Group, book: DuesBook) -> FileResponse:
    columns = [Column(_("No."), 6), Column(_("Member"), 28)]
    columns += [Column(month(first), 15) for first in book.months]
    columns += [Column(_("Not paid yet")), Column(_("Paid ahead")), Column(_("Waived"))]
    rows: list[list[Any]] = [
        [row.membership.code, row.membership.person.name]
        + [cell.paid if cell.due else None for cell in row.cells]
        + [row.arrears, 0 if book.is_of_span else row.owed.dues_ahead, row.owed.dues_waived]
        for row in book.rows
    ]
    sums = [sum(figures) for figures in zip(*(row[-3:] for row in rows), strict=True)] or [0] * 3
    rows.append([None, _("All members"), *(cell.paid for cell in book.totals), *sums])
    return table_file(_("Dues %(group)s") % {"group": group}, columns, rows)


def _entry_columns() -> list[Column]:
    return [Column(_("No."), 8), Column(_("Day"), 13), Column(_("What"), 32), Column(_("Note"), 48)]


def _entry_cells(entry: Entry) -> list[Any]:
    return [entry.sequence, entry.date, entry.label, " ".join(remarks(entry))]


def _opening_row(span: Span, figures: list[Any]) -> list[Any]:
    return [None, span.since, _("Balance before"), None, *figures]
