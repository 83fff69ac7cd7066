"""The receipt of a meeting, to read aloud, print and share."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, When
from django.utils.translation import gettext as _

from finance.models import Book, CashCount, Entry
from finance.reports.page_entries import entries_of_sheet, with_remarks
from foundation.formatting import day, respectful_full, rupiah
from foundation.statements import compiled_once
from groups.models import Attendance, Decision, Meeting, Membership, Problem

Kind = Book.Kind


@dataclass
class ReceiptLine:
    """A member's attendance and entries."""

    membership: Membership
    attendance: Attendance
    entries: list[Entry] = field(default_factory=list)  # including reversed ones
    savings_now: int = 0

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
    def handed_over(self) -> int:
        return self.savings + self.dues

    @property
    def corrected(self) -> list[Entry]:
        """The reversed entries."""
        return [row for row in self.entries if not in_force(row)]

    @property
    def words(self) -> str:
        """The line as text; it contains no national number."""
        return _("%(person)s: savings %(savings)s, dues %(dues)s. Savings now %(now)s.") % {
            "person": respectful_full(self.membership.person),
            "savings": rupiah(self.savings),
            "dues": rupiah(self.dues),
            "now": rupiah(self.savings_now),
        }


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
        now = sum(_into_cash(row) for row in self.entries if in_force(row))
        return self.cash_before + now - self.cash_after

    @cached_property
    def present(self) -> list[ReceiptLine]:
        return [line for line in self.lines if line.attendance.kind == Attendance.Kind.PRESENT]

    @cached_property
    def away(self) -> list[ReceiptLine]:
        return [line for line in self.lines if line.attendance.kind != Attendance.Kind.PRESENT]

    @property
    def words(self) -> str:
        """The receipt as text, with a line for each member."""
        meeting = self.meeting
        head = _("%(group)s, meeting no. %(number)s, %(day)s") % {
            "group": meeting.group,
            "number": meeting.number,
            "day": day(meeting.date),
        }
        total = _("Taken in %(taken)s, paid out %(paid)s, in the box %(cash)s.") % {
            "taken": rupiah(self.taken_in),
            "paid": rupiah(self.paid_out),
            "cash": rupiah(self.cash_after),
        }
        return "\n".join([head, *(line.words for line in self.lines), total])


def _into_cash(entry: Entry) -> int:
    if Kind.CASH not in (entry.debit.kind, entry.credit.kind):
        return 0
    return entry.amount if entry.debit.kind == Kind.CASH else -entry.amount


def in_force(entry: Entry) -> bool:
    return not entry.is_reversed


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
def savings_of(memberships: list[int]) -> QuerySet[Any, Any]:
    """The savings of each member now."""
    rows = Book.objects.savings().filter(membership__in=memberships).order_by()
    return rows.values_list("membership").annotate(Sum("balance"))


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
        if count and entry.pk == count.entry_id:
            continue
        if entry.credit.kind == Kind.CASH:
            out.append(entry)
        elif entry.credit.kind == Kind.INCOME:
            earned.append(entry)
        elif entry.membership_id in lines:
            lines[entry.membership_id].entries.append(entry)
    for pk, total in savings_of(list(lines)):
        lines[pk].savings_now = total
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


def _cash_before(meeting: Meeting, entries: list[Entry]) -> int:
    """The cash balance before the meeting."""
    first = min((row.sequence for row in entries if row.meeting_id), default=None)
    earlier = Q(date__lt=meeting.date)
    earlier |= Q(date=meeting.date) & (Q(sequence__lt=first) if first else Q())
    moved = Case(When(debit__kind=Kind.CASH, then=F("amount")), default=-F("amount"))
    rows = meeting.group.entries.filter(earlier, Q(debit__kind="cash") | Q(credit__kind="cash"))
    return rows.aggregate(total=Sum(moved))["total"] or 0
