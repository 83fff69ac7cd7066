"""The months of a group: what is recorded, missing and closed."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from finance.models import Period
from foundation.months import last_of, month_of, months_after
from groups.models import Group


@dataclass(frozen=True)
class Month:
    first: datetime.date
    meetings: int
    meetings_due: int
    counts: int
    open_disputes: int
    entries: int
    period: Period | None
    today: datetime.date

    @property
    def last(self) -> datetime.date:
        return last_of(self.first)

    @property
    def is_over(self) -> bool:
        return self.today >= self.last

    @property
    def meetings_missing(self) -> int:
        return max(0, self.meetings_due - self.meetings)

    @property
    def is_complete(self) -> bool:
        return not self.meetings_missing and self.counts > 0 and not self.open_disputes


def months(group: Group, today: datetime.date) -> list[Month]:
    """All months since the group was formed, newest first, in a constant number of queries.

    Meetings are due by the group's rhythm, counted from the last one held or missed.
    """
    held = sorted(group.meetings.held().values_list("date", flat=True))
    missed = set(group.missed_meetings.standing().values_list("date", flat=True)) - set(held)
    answered = sorted([*held, *missed])
    met, not_met = Counter(map(month_of, held)), Counter(map(month_of, missed))
    counted = count_by_month(group.cash_counts.filter(whole_box=True), "date")
    contested = count_by_month(group.disputes.open().exclude(entry=None), "entry__date")
    written = count_by_month(group.entries.all(), "date")
    closed = {period.month: period for period in group.periods.select_related("closed_by")}
    rows = []
    month = month_of(group.formed_on)
    while month <= today:
        rows.append(
            Month(
                first=month,
                meetings=met[month],
                meetings_due=meetings_due(group, answered, month, today) - not_met[month],
                counts=counted[month],
                open_disputes=contested[month],
                entries=written[month],
                period=closed.get(month),
                today=today,
            )
        )
        month = months_after(month, 1)
    return rows[::-1]


def count_by_month(rows: QuerySet[Any], field: str) -> Counter[datetime.date]:
    """The number of rows in each month."""
    found = rows.order_by().annotate(month=TruncMonth(field)).values("month")
    return Counter({row["month"]: row["count"] for row in found.annotate(count=Count("pk"))})


def meetings_due(
    group: Group, held: Iterable[datetime.date], month: datetime.date, today: datetime.date
) -> int:
    """The number of meetings due in a month, up to today."""
    before = [day for day in held if day < month]
    day = (
        group.next_meeting_after(before[-1])
        if before
        else group.first_meeting_after(group.began_on)
    )
    end = min(last_of(month), today)
    due = 0
    while day <= end:
        due += day >= month
        day = group.next_meeting_after(day)
    return due
