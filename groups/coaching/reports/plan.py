"""The month's plan of a facilitator: who is due for a visit, who is silent, on the way there."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery

from foundation.months import month_of
from groups.coaching.models import CoachingVisit

SILENT = datetime.timedelta(days=14)  # after the day of the meeting


@dataclass(frozen=True)
class Stop:
    """A group on the way; needs `with_schedule` and the latest visit."""

    group: Any
    today: datetime.date
    month: datetime.date

    @property
    def is_due(self) -> bool:
        """One visit a month."""
        visited = self.group.visited_on
        return visited is None or visited < self.month

    @property
    def is_silent(self) -> bool:
        return self.group.expected_on < self.today - SILENT

    @property
    def step(self) -> str:
        return self.group.next_step or ""

    @property
    def step_on(self) -> datetime.date | None:
        return self.group.step_on

    @property
    def meets_on(self) -> datetime.date | None:
        """The day of the meeting, if it is still to come: then the group is all there."""
        since = max(self.today, self.month)
        return self.group.expected_on if self.group.expected_on >= since else None


@dataclass(frozen=True)
class Leg:
    """The groups of a hamlet, in one go."""

    village: Any
    hamlet: str
    stops: list[Stop]

    @property
    def due(self) -> int:
        return sum(stop.is_due for stop in self.stops)


def route(groups: Any, today: datetime.date, month: datetime.date | None = None) -> list[Leg]:
    """By village and hamlet; in each who is due first. Two queries. Of this month or another."""
    stops = [Stop(group, today, month or month_of(today)) for group in with_visits(groups)]
    legs = groupby(stops, key=lambda stop: (stop.group.village_id, stop.group.hamlet))
    return [
        Leg(
            found[0].group.village,
            hamlet,
            sorted(found, key=lambda stop: (not stop.is_due, not stop.is_silent, str(stop.group))),
        )
        for (_village, hamlet), rows in legs
        if (found := list(rows))
    ]


def with_visits(groups: Any) -> QuerySet[Any]:
    visits = CoachingVisit.objects.standing().filter(group=OuterRef("pk"))
    latest = visits.order_by("-date", "-pk")
    rows = groups.formed().with_schedule().select_related("village__parent")
    return rows.annotate(
        visited_on=Subquery(latest.values("date")[:1]),
        next_step=Subquery(latest.values("next_step")[:1]),
        step_on=Subquery(latest.values("next_on")[:1]),
    ).order_by(F("village__name"), "village", "hamlet", "name", "pk")
