"""What members owe at a meeting: mandatory savings (wajib) and dues (IKS)."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet, Sum

from finance.models import Book, DuesRule, DuesWaiver, Entry, SavingsRule
from foundation.months import month_of
from foundation.statements import compiled_once
from groups.models import Group, Meeting, Membership


@dataclass(frozen=True)
class Cell:
    """A member's dues of a month; `due` is 0 without a meeting or before joining."""

    month: datetime.date
    due: int = 0
    paid: int = 0

    @property
    def left(self) -> int:
        return self.due - self.paid


@dataclass
class Owed:
    """What a member owes and has paid (whole rupiah)."""

    usual_savings: int  # for one meeting, by the rules of that day
    usual_dues: int
    savings_due: int  # for all meetings held
    dues_due: int
    savings_paid: int
    dues_paid: int
    dues_waived: int = 0  # when the member left
    is_held: bool = False  # this meeting is recorded, so included in what is due
    months: list[Cell] = field(default_factory=list)
    """Dues of each month that had a meeting; the oldest is paid first."""

    @property
    def savings_arrears(self) -> int:
        return max(0, self.savings_due - self.savings_paid)

    @property
    def dues_arrears(self) -> int:
        return max(0, self.dues_due - self.dues_waived - self.dues_paid)

    @property
    def dues_ahead(self) -> int:
        return max(0, self.dues_paid + self.dues_waived - self.dues_due)

    @property
    def dues_at_a_meeting(self) -> int:
        """The usual dues of this meeting, less what was paid ahead."""
        return min(self.usual_dues, self.dues_owed)

    def has_dues_in(self, months: Iterable[datetime.date]) -> bool:
        return not {cell.month for cell in self.months}.isdisjoint(months)

    @property
    def savings_owed(self) -> int:
        """Savings owed including this meeting."""
        this = 0 if self.is_held else self.usual_savings
        return max(0, self.savings_due + this - self.savings_paid)

    @property
    def dues_owed(self) -> int:
        this = 0 if self.is_held else self.usual_dues
        return max(0, self.dues_due + this - self.dues_paid)


def owed(group: Group, memberships: Iterable[Membership], on: datetime.date) -> dict[int, Owed]:
    """What each membership (by primary key) owes at a meeting on a day, in five queries.

    In six where a member has left, whose dues may have been waived.

    Meetings and payments after that day count too, so that a late sheet pays only what is still
    open. A meeting already recorded on that day is not counted twice.
    """
    memberships = list(memberships)
    days = days_held(group.pk)
    savings, dues = Rates(savings_rules(group.pk)), Rates(dues_rules(group.pk))
    paid = paid_by(group, memberships)
    gone = [membership.pk for membership in memberships if membership.until]
    waived = dict(waivers_of(gone)) if gone else {}
    found = {}
    for membership in memberships:
        attended = [day for day in days if was_member(membership, day)]
        dues_paid = paid[membership.pk, Book.Kind.IKS]
        let_off = waived.get(membership.pk, 0)
        dues_of = [(day, dues.on(day)) for day in attended]
        found[membership.pk] = Owed(
            usual_savings=savings.on(on),
            usual_dues=dues.on(on),
            savings_due=sum(savings.on(day) for day in attended),
            dues_due=sum(amount for _day, amount in dues_of),
            savings_paid=paid[membership.pk, Book.Kind.WAJIB],
            dues_paid=dues_paid,
            dues_waived=let_off,
            is_held=on in days,
            months=dues_by_month(dues_of, dues_paid, let_off),
        )
    return found


def principal_left(group: Group, saved: int, on: datetime.date) -> int:
    """What a member who saved so much of the principal (pokok) has still to pay on a day."""
    rule = SavingsRule.objects.filter(group=group).in_force(on)
    return max(0, rule.principal - saved) if rule else 0


def owed_since(group: Group, days: Iterable[datetime.date]) -> tuple[int, int]:
    """The dues and the mandatory savings of a member for meetings on these days."""
    savings, dues = Rates(savings_rules(group.pk)), Rates(dues_rules(group.pk))
    days = list(days)
    return sum(map(dues.on, days)), sum(map(savings.on, days))


@compiled_once
def days_held(group: int) -> QuerySet[Any, Any]:
    held = Meeting.objects.held().filter(group=group)
    return held.order_by("date").values_list("date", flat=True)


@compiled_once
def savings_rules(group: int) -> QuerySet[Any, Any]:
    rules = SavingsRule.objects.filter(group=group).order_by("-since")
    return rules.values_list("since", "mandatory")


@compiled_once
def dues_rules(group: int) -> QuerySet[Any, Any]:
    return DuesRule.objects.filter(group=group).order_by("-since").values_list("since", "amount")


@compiled_once
def books_of_payments(group: int) -> QuerySet[Any, Any]:
    kinds = [Book.Kind.WAJIB, Book.Kind.IKS, Book.Kind.OPENING]
    return Book.objects.filter(group=group, kind__in=kinds).order_by().values_list("pk", "kind")


@compiled_once
def sums_of_members(memberships: list[int]) -> QuerySet[Any, Any]:
    """The sum between each two books of each member, reversals by themselves."""
    rows = Entry.objects.filter(membership__in=memberships).order_by()
    rows = rows.annotate(takes_back=Q(reverses__isnull=False))
    pairs = rows.values_list("membership", "debit", "credit", "takes_back")
    return pairs.annotate(total=Sum("amount"))


@compiled_once
def waivers_of(memberships: list[int]) -> QuerySet[Any, Any]:
    rows = DuesWaiver.objects.filter(membership__in=memberships)
    return rows.values_list("membership", "amount")


def waiver_of(membership: Membership) -> DuesWaiver | None:
    """The waiver of a member who has left, with who gave it."""
    if membership.until is None:
        return None
    return DuesWaiver.objects.filter(membership=membership).select_related("by").first()


class Rates:
    """The dated rules of a group, the latest first."""

    def __init__(self, rules: list[tuple[datetime.date, int]]):
        self.rules = rules

    def on(self, day: datetime.date) -> int:
        return next((amount for since, amount in self.rules if since <= day), 0)


def was_member(membership: Membership, day: datetime.date) -> bool:
    if membership.reason == Membership.Reason.MISTAKE:
        return False
    return membership.since <= day and (membership.until is None or day < membership.until)


def paid_by(group: Group, memberships: Iterable[Membership]) -> dict[tuple[int, str], int]:
    """Payments to the wajib books and the fund by (membership, kind), less reversals.

    Opening balances, help from the fund and withdrawals do not count.
    """
    kind_of = dict(books_of_payments(group.pk))
    sums = sums_of_members([membership.pk for membership in memberships])
    paid: dict[tuple[int, str], int] = defaultdict(int)
    for membership, debit, credit, is_reversal, total in sums:
        into, source = (debit, credit) if is_reversal else (credit, debit)
        if kind_of.get(source) != Book.Kind.OPENING and into in kind_of:
            paid[membership, kind_of[into]] += -total if is_reversal else total
    return paid


def dues_by_month(dues: list[tuple[datetime.date, int]], paid: int, waived: int = 0) -> list[Cell]:
    """Allocate payments to the oldest months first; what was waived of the rest is not due."""
    due_in: dict[datetime.date, int] = {}
    for day, amount in dues:
        month = month_of(day)
        due_in[month] = due_in.get(month, 0) + amount
    months = []
    for month, due in due_in.items():
        part = min(due, paid)
        let_off = min(due - part, waived)
        months.append(Cell(month, due - let_off, part))
        paid, waived = paid - part, waived - let_off
    return months
