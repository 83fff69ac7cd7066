"""The overview of a group: figures, savings by month, attendance."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format

from finance.models import Book, CashCount, Entry
from finance.reports.charts import Chart, bar_chart
from foundation.formatting import month
from foundation.months import month_of, months_after
from foundation.statements import compiled_once
from groups.models import (
    Attendance,
    Decision,
    Facilitation,
    Group,
    Meeting,
    Office,
    Problem,
)

MONTHS = 12
MEETINGS = 12
SHOWN = 6  # decisions, problems


@dataclass(frozen=True)
class Figures:
    """Key figures of a group (whole rupiah)."""

    savings: int
    cash_and_bank: int
    dues_fund: int
    saved_this_month: int
    helped_this_year: int
    last_count: Any  # with `is_stale`, or None


@dataclass(frozen=True)
class Series:
    """Named values in order, and their chart."""

    rows: list[tuple[str, int]]
    chart: Chart

    @property
    def first(self) -> tuple[str, int]:
        return self.rows[0]

    @property
    def total(self) -> int:
        return sum(value for _name, value in self.rows)

    @property
    def last(self) -> tuple[str, int]:
        return self.rows[-1]


@dataclass(frozen=True)
class Attended:
    """Attendance at the latest meetings, and in total."""

    series: Series
    came: int
    of: int

    @property
    def percent(self) -> int:
        return round(self.came * 100 / self.of) if self.of else 0


@compiled_once
def group_on(group: int, today: datetime.date) -> QuerySet[Any]:
    """The group with its meetings and people."""
    rows = Group.objects.filter(pk=group).with_meetings().with_people(today)
    return rows.select_related("village__parent")


@compiled_once
def facilitations(group: int, today: datetime.date) -> QuerySet[Any]:
    return Facilitation.objects.filter(group=group).running(today).select_related("facilitator")


@compiled_once
def officers(group: int, today: datetime.date) -> QuerySet[Any]:
    return Office.objects.filter(group=group).running(today).select_related("membership__person")


def vacant(held: Iterable[Office]) -> list[str]:
    """The offices that nobody of these holds."""
    taken = {office.post for office in held}
    return [str(post.label) for post in Office.Post if post not in taken]


@compiled_once
def decisions(group: int) -> QuerySet[Any]:
    """The latest decisions, those not done first."""
    agreed = Decision.objects.agreed().filter(group=group)
    undone_first = agreed.order_by(
        F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )
    return undone_first[:SHOWN]


@compiled_once
def open_problems(group: int, user: int) -> QuerySet[Any]:
    rows = Problem.objects.open().known_to(user).filter(group=group)
    rows = rows.select_related("closed_by", "carer")
    return rows.prefetch_related("follow_ups__by", "parties__person")[:SHOWN]


@compiled_once
def balances(group: int) -> QuerySet[Any, Any]:
    """The sum of the books of each kind."""
    return Book.objects.filter(group=group).order_by().values_list("kind").annotate(Sum("balance"))


@compiled_once
def helps(group: int, since: datetime.date, until: datetime.date) -> QuerySet[Any, Any]:
    """Help from the fund in force in these days."""
    rows = Entry.objects.in_force().filter(debit__kind=Book.Kind.IKS, credit__kind=Book.Kind.CASH)
    return rows.filter(group=group, date__gte=since, date__lte=until).values_list("pk")


@compiled_once
def whole_counts(group: int) -> QuerySet[Any]:
    """The latest count of the whole box; `is_stale` if what was booked by then changed since."""
    cash = Q(debit__kind=Book.Kind.CASH) | Q(credit__kind=Book.Kind.CASH)
    earlier = Q(date__lt=OuterRef("date")) | Q(reverses__isnull=False) | Q(corrects__isnull=False)
    later = Entry.objects.filter(
        cash, earlier, group=OuterRef("group"), posted_at__gt=OuterRef("recorded_at")
    )
    counts = CashCount.objects.filter(group=group, whole_box=True)
    return counts.annotate(is_stale=Exists(later))[:1]


def figures(group: Group, today: datetime.date, saved_this_month: int) -> Figures:
    kinds = dict(balances(group.pk))
    year = today.replace(month=1, day=1), today.replace(month=12, day=31)
    return Figures(
        savings=sum(kinds.get(kind, 0) for kind in Book.SAVINGS),
        cash_and_bank=kinds.get(Book.Kind.CASH, 0) + kinds.get(Book.Kind.BANK, 0),
        dues_fund=kinds.get(Book.Kind.IKS, 0),
        saved_this_month=saved_this_month,
        helped_this_year=len(helps(group.pk, *year)),
        last_count=next(iter(whole_counts(group.pk)), None),
    )


@compiled_once
def savings_paid_in(group: int, since: datetime.date, until: datetime.date) -> QuerySet[Any, Any]:
    """The sum of each month, without reversed entries."""
    saved = Entry.objects.in_force().filter(
        group=group, debit__kind=Book.Kind.CASH, credit__kind__in=Book.SAVINGS
    )
    months = saved.filter(date__gte=since, date__lte=until).annotate(month=TruncMonth("date"))
    return months.order_by().values_list("month").annotate(Sum("amount"))


def saved_by_month(group: Group, today: datetime.date) -> Series:
    """Savings paid in for each of the last 12 months, without reversed entries."""
    months = last_months(today)
    by_month = dict(savings_paid_in(group.pk, months[0], today))
    rows = [(day, by_month.get(day, 0)) for day in months]
    chart = bar_chart([(date_format(day, "M"), amount) for day, amount in rows], unit=1_000)
    return Series([(month(day), amount) for day, amount in rows], chart)


def last_months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last 12 months, including this one."""
    return [months_after(month_of(today), -back) for back in reversed(range(MONTHS))]


@compiled_once
def latest_meetings(group: int) -> QuerySet[Any]:
    came = Q(attendances__kind__in=Attendance.COUNTS_FOR_QUORUM)
    rows = Meeting.objects.held().filter(group=group)
    rows = rows.annotate(came=Count("attendances", filter=came), of=Count("attendances"))
    return rows.filter(of__gt=0).order_by("-date")[:MEETINGS]


def attended(group: Group) -> Attended:
    """Members present or represented in the latest 12 meetings."""
    meetings = latest_meetings(group.pk)[::-1]
    named = [(date_format(row.date, "j F Y"), row.came) for row in meetings]
    chart = bar_chart([(date_format(row.date, "j M"), row.came) for row in meetings])
    return Attended(
        Series(named, chart), sum(row.came for row in meetings), sum(row.of for row in meetings)
    )
