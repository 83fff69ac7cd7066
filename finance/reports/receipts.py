"""The receipt of a meeting, to read aloud, print and share."""

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Case, F, Max, Min, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce

from finance.models import Book, CashCount, Entry
from finance.reports.page_entries import entries_of_sheet, with_remarks
from finance.reports.receipt_lines import Kind, ReceiptLine
from finance.reports.receipt_words import (
    in_force,
    into_cash,
    receipt_in_words,
    recorded_later_in_words,
)
from finance.rules.corrections import is_of_finished_book
from foundation.statements import compiled_once
from groups.models import Attendance, Decision, Meeting, Problem


class Before(NamedTuple):
    """The cash box before a meeting, and what was recorded after it for earlier days."""

    cash: int
    added: int = 0
    since: datetime.date | None = None
    until: datetime.date | None = None


def in_and_out(entries: list[Entry]) -> tuple[int, int]:
    moved = [into_cash(row) for row in entries]
    return sum(row for row in moved if row > 0), -sum(row for row in moved if row < 0)


@dataclass
class Receipt:
    """A meeting as it was recorded: entries of earlier days that came later change no figure."""

    meeting: Meeting
    lines: list[ReceiptLine]
    earned: list[Entry]  # income of the group
    out: list[Entry]
    entries: list[Entry]
    count: CashCount | None
    before: Before
    decisions: list[Decision]
    problems: list[Problem]

    @property
    def cash_before(self) -> int:
        return self.before.cash

    @property
    def recorded_later(self) -> str:
        """Say what was recorded after the sheet for earlier days; empty if nothing was."""
        return recorded_later_in_words(self.before)

    @property
    def in_force(self) -> list[Entry]:
        """Entries that can be corrected; the difference of a count is corrected by a new count."""
        found = self.count.entry_id if self.count else None
        rows = (row for row in self.entries if in_force(row) and row.pk != found)
        return [row for row in rows if not is_of_finished_book(row)]

    @property
    def to_cancel(self) -> list[Entry]:
        """What the cancellation of the sheet reverses: the difference of the count too."""
        return [row for row in self.entries if in_force(row)]

    @property
    def moved(self) -> tuple[int, int]:
        """The money in and out of the box that is in force."""
        return in_and_out(self.in_force)

    @property
    def moved_back(self) -> tuple[int, int]:
        """The money in and out of the box that a cancellation takes back."""
        return in_and_out(self.to_cancel)

    @property
    def _of_that_day(self) -> list[Entry]:
        """The sheet as recorded, without the difference of the count and later corrections."""
        found = self.count.entry_id if self.count else None
        return [row for row in self.entries if row.corrects_id is None and row.pk != found]

    @property
    def taken_in(self) -> int:
        return sum(row.amount for row in self._of_that_day if row.debit.kind == Kind.CASH)

    @property
    def paid_out(self) -> int:
        return sum(row.amount for row in self._of_that_day if row.credit.kind == Kind.CASH)

    @property
    def distance(self) -> int:
        """The absolute difference of the count."""
        return abs(self.count.difference) if self.count else 0

    @property
    def cash_after(self) -> int:
        difference = self.count.difference if self.count else 0
        return self.cash_before + self.taken_in - self.paid_out + difference

    @property
    def corrected(self) -> int:
        """The change of the cash balance by later corrections."""
        now = sum(into_cash(row) for row in self.entries if in_force(row))
        return self.cash_before + now - self.cash_after

    @cached_property
    def present(self) -> list[ReceiptLine]:
        """Who came or was represented, as the list of meetings counts them."""
        return [line for line in self.lines if line.is_counted]

    @cached_property
    def away(self) -> list[ReceiptLine]:
        return [line for line in self.lines if not line.is_counted]

    @property
    def words(self) -> str:
        return receipt_in_words(self)


def entries_of(meeting: Meeting) -> list[Entry]:
    """The entries of a sheet and those that replace them, whole, with their reversals selected."""
    rows = Entry.objects.filter(meeting=meeting, reverses=None)
    return with_replacements(list(with_remarks(rows).order_by("sequence")))


def with_replacements(level: list[Entry]) -> list[Entry]:
    """The entries and those that replace reversed ones, which may be reversed in turn."""
    found: dict[int, Entry] = {}
    while level:
        found |= {row.pk: row for row in level}
        if all(in_force(row) for row in level):
            break
        replacing = Entry.objects.filter(reverses=None, corrects__in=level).exclude(pk__in=found)
        level = list(with_remarks(replacing).order_by("sequence"))
    return list(found.values())


@compiled_once
def counts_of(meeting: int) -> QuerySet[Any]:
    return CashCount.objects.filter(meeting=meeting)[:1]


@compiled_once
def attendances_of(meeting: int) -> QuerySet[Any]:
    rows = Attendance.objects.filter(meeting=meeting).select_related("membership__person")
    return rows.order_by("membership__number")


@compiled_once
def savings_moved(group: int, day: datetime.date, first: int) -> QuerySet[Any, Any]:
    """The sums into and out of savings up to that day, by kind and member.

    Only of entries recorded before the one with the sequence `first`.
    """
    saved = Q(debit__kind__in=Book.SAVINGS) | Q(credit__kind__in=Book.SAVINGS)
    rows = Entry.objects.filter(saved, group=group, date__lte=day, sequence__lt=first).order_by()
    books = ("debit__kind", "debit__membership", "credit__kind", "credit__membership")
    return rows.values_list(*books).annotate(Sum("amount"))


@compiled_once
def decisions_of(meeting: int) -> QuerySet[Any]:
    return Decision.objects.filter(meeting=meeting)


@compiled_once
def problems_of(meeting: int) -> QuerySet[Any]:
    return Problem.objects.filter(meeting=meeting)


def receipt(meeting: Meeting) -> Receipt:
    entries = with_replacements(entries_of_sheet(meeting.pk))
    count = next(iter(counts_of(meeting.pk)), None)
    lines = {
        row.membership_id: ReceiptLine(row.membership, row) for row in attendances_of(meeting.pk)
    }
    out, earned = [], []
    for entry in entries:
        line = lines.get(entry.membership_id) if entry.membership_id else None
        if count and entry.pk == count.entry_id:
            continue
        if entry.credit.kind == Kind.CASH:
            out.append(entry)
        elif entry.credit.kind == Kind.INCOME:
            earned.append(entry)
        if line:
            (line.out if entry.credit.kind == Kind.CASH else line.entries).append(entry)
    first = _first_of(meeting, entries)
    _add_what_was_saved_before(meeting, first, lines)
    return Receipt(
        meeting=meeting,
        lines=list(lines.values()),
        earned=earned,
        out=out,
        entries=entries,
        count=count,
        before=_before(meeting, first),
        decisions=decisions_of(meeting.pk),
        problems=problems_of(meeting.pk),
    )


def _first_of(meeting: Meeting, entries: list[Entry]) -> int:
    """The sequence of the sheet's first entry; without one, that of the next entry of the group."""
    if own := [row.sequence for row in entries if row.meeting_id]:
        return min(own)
    earlier = meeting.group.entries.filter(posted_at__lt=meeting.recorded_at)
    return (earlier.aggregate(last=Max("sequence"))["last"] or 0) + 1


def _add_what_was_saved_before(meeting: Meeting, first: int, lines: dict[int, ReceiptLine]) -> None:
    for debit, drew, credit, saved, amount in savings_moved(meeting.group_id, meeting.date, first):
        for kind, pk, change in ((debit, drew, -amount), (credit, saved, amount)):
            if kind in Book.SAVINGS and pk in lines:
                lines[pk].savings_before += change


def _before(meeting: Meeting, first: int) -> Before:
    """The cash before the entry `first`, and what of earlier days was recorded after it."""
    moved = Case(When(debit__kind=Kind.CASH, then=F("amount")), default=-F("amount"))
    recorded, late = Q(sequence__lt=first), Q(sequence__gte=first, date__lt=meeting.date)
    rows = meeting.group.entries.filter(
        Q(debit__kind=Kind.CASH) | Q(credit__kind=Kind.CASH), date__lte=meeting.date
    )
    return Before(
        **rows.aggregate(
            cash=Coalesce(Sum(moved, filter=recorded), 0),
            added=Coalesce(Sum(moved, filter=late), 0),
            since=Min("date", filter=late),
            until=Max("date", filter=late),
        )
    )
