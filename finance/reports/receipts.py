"""The receipt of a meeting, to read aloud, print and share."""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When

from finance.models import Book, CashCount, Entry
from finance.reports.page_entries import entries_of_sheet, with_remarks
from finance.reports.receipt_words import in_force, into_cash, line_in_words, receipt_in_words
from foundation.statements import compiled_once
from groups.models import Attendance, Decision, Meeting, Membership, Problem

Kind = Book.Kind
LAST = 2**62  # after every sequence


@dataclass
class ReceiptLine:
    """A member's attendance and entries."""

    membership: Membership
    attendance: Attendance
    entries: list[Entry] = field(default_factory=list)  # including reversed ones
    out: list[Entry] = field(default_factory=list)  # withdrawals and help
    savings_before: int = 0  # on the day of the meeting

    @property
    def is_counted(self) -> bool:
        return self.attendance.kind in Attendance.COUNTS_FOR_QUORUM

    @cached_property
    def sums(self) -> Counter[str]:
        """What is in force, by kind of the book; read after the last entry was added."""
        sums: Counter[str] = Counter()
        for row in self.entries:
            if in_force(row):
                sums[row.credit.kind] += row.amount
        return sums

    @property
    def mandatory(self) -> int:
        return self.sums[Kind.WAJIB]

    @property
    def voluntary(self) -> int:
        return self.sums[Kind.SUKARELA]

    @property
    def dues(self) -> int:
        return self.sums[Kind.IKS]

    @property
    def savings(self) -> int:
        return self.mandatory + self.voluntary

    @property
    def drawn(self) -> int:
        return sum(row.amount for row in self.out if in_force(row) and row.debit.kind != Kind.IKS)

    @property
    def helped(self) -> int:
        return sum(row.amount for row in self.out if in_force(row) and row.debit.kind == Kind.IKS)

    @property
    def savings_after(self) -> int:
        """The savings after that meeting, with what was corrected of it."""
        return self.savings_before + self.savings - self.drawn

    @property
    def handed_over(self) -> int:
        return self.savings + self.dues

    @property
    def corrected(self) -> list[Entry]:
        """The reversed entries."""
        return [row for row in self.entries if not in_force(row)]

    @property
    def words(self) -> str:
        return line_in_words(self)


@dataclass
class Receipt:
    meeting: Meeting
    lines: list[ReceiptLine]
    earned: list[Entry]  # income of the group
    out: list[Entry]
    entries: list[Entry]
    count: CashCount | None
    cash_before: int
    decisions: list[Decision]
    problems: list[Problem]

    @property
    def in_force(self) -> list[Entry]:
        """Entries that can be corrected; the difference of a count is corrected by a new count."""
        found = self.count.entry_id if self.count else None
        return [row for row in self.entries if in_force(row) and row.pk != found]

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
    """The sums into and out of savings before the entry `first` of that day, by kind and member."""
    earlier = Q(date__lt=day) | Q(date=day, sequence__lt=first)
    saved = Q(debit__kind__in=Book.SAVINGS) | Q(credit__kind__in=Book.SAVINGS)
    rows = Entry.objects.filter(earlier, saved, group=group).order_by()
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
    _add_what_was_saved_before(meeting, entries, lines)
    return Receipt(
        meeting=meeting,
        lines=list(lines.values()),
        earned=earned,
        out=out,
        entries=entries,
        count=count,
        cash_before=_cash_before(meeting, entries),
        decisions=decisions_of(meeting.pk),
        problems=problems_of(meeting.pk),
    )


def _add_what_was_saved_before(
    meeting: Meeting, entries: list[Entry], lines: dict[int, ReceiptLine]
) -> None:
    first = min((row.sequence for row in entries if row.meeting_id), default=LAST)
    for debit, drew, credit, saved, amount in savings_moved(meeting.group_id, meeting.date, first):
        for kind, pk, change in ((debit, drew, -amount), (credit, saved, amount)):
            if kind in Book.SAVINGS and pk in lines:
                lines[pk].savings_before += change


def _cash_before(meeting: Meeting, entries: list[Entry]) -> int:
    """The cash balance before the meeting."""
    first = min((row.sequence for row in entries if row.meeting_id), default=None)
    earlier = Q(date__lt=meeting.date)
    earlier |= Q(date=meeting.date) & (Q(sequence__lt=first) if first else Q())
    moved = Case(When(debit__kind=Kind.CASH, then=F("amount")), default=-F("amount"))
    rows = meeting.group.entries.filter(earlier, Q(debit__kind="cash") | Q(credit__kind="cash"))
    return rows.aggregate(total=Sum(moved))["total"] or 0
