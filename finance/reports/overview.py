"""The overview of a group: figures, savings by month, attendance."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format

from finance.models import Book, CashCount, Entry
from finance.reports.charts import Chart, bar_chart
from foundation.formatting import month
from foundation.months import month_of, months_after
from groups.models import Attendance, Group, Meeting

MONTHS = 12
MEETINGS = 12


@dataclass(frozen=True)
class Figures:
    """Key figures of a group (whole rupiah)."""

    savings: int
    cash_and_bank: int
    dues_fund: int
    saved_this_month: int
    helped_this_year: int
    last_count: CashCount | None


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


def figures(group: Group, today: datetime.date, saved_this_month: int) -> Figures:
    kinds = dict(group.books.order_by().values_list("kind").annotate(Sum("balance")))
    helped = Entry.objects.in_force().filter(
        group=group, debit__kind=Book.Kind.IKS, credit__kind=Book.Kind.CASH, date__year=today.year
    )
    return Figures(
        savings=sum(kinds.get(kind, 0) for kind in Book.SAVINGS),
        cash_and_bank=kinds.get(Book.Kind.CASH, 0) + kinds.get(Book.Kind.BANK, 0),
        dues_fund=kinds.get(Book.Kind.IKS, 0),
        saved_this_month=saved_this_month,
        helped_this_year=helped.count(),
        last_count=group.cash_counts.filter(whole_box=True).first(),
    )


def saved_by_month(group: Group, today: datetime.date) -> Series:
    """Savings paid in for each of the last 12 months, without reversed entries."""
    months = last_months(today)
    saved = (
        Entry.objects.in_force()
        .filter(group=group, debit__kind=Book.Kind.CASH, credit__kind__in=Book.SAVINGS)
        .filter(date__gte=months[0], date__lte=today)
        .annotate(month=TruncMonth("date"))
        .order_by()
        .values_list("month")
        .annotate(Sum("amount"))
    )
    by_month = dict(saved)
    rows = [(day, by_month.get(day, 0)) for day in months]
    chart = bar_chart([(date_format(day, "M"), amount) for day, amount in rows], unit=1_000)
    return Series([(month(day), amount) for day, amount in rows], chart)


def last_months(today: datetime.date) -> list[datetime.date]:
    """The first days of the last 12 months, including this one."""
    return [months_after(month_of(today), -back) for back in reversed(range(MONTHS))]


def attended(group: Group) -> Attended:
    """Members present or represented in the latest 12 meetings."""
    came = Q(attendances__kind__in=Attendance.COUNTS_FOR_QUORUM)
    rows = (
        Meeting.objects.held()
        .filter(group=group)
        .annotate(came=Count("attendances", filter=came), of=Count("attendances"))
        .filter(of__gt=0)
        .order_by("-date")[:MEETINGS]
    )
    meetings = list(rows)[::-1]
    named = [(date_format(row.date, "j F Y"), row.came) for row in meetings]
    chart = bar_chart([(date_format(row.date, "j M"), row.came) for row in meetings])
    return Attended(
        Series(named, chart), sum(row.came for row in meetings), sum(row.of for row in meetings)
    )
