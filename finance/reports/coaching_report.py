"""What a facilitator reports of a month: per group, visits, problems, the plan. Nothing is typed.

Confidential problems are not told.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Region, User
from finance.reports.health_facts import monthly
from foundation.months import last_of, months_after
from groups.coaching.models import CoachingVisit
from groups.models import Facilitation, Group, Problem

FIGURES = ("held", "missed", "visits", "came", "of", "paid", "due", "saved")


@dataclass
class GroupMonth:
    """What was recorded of a group in a month."""

    group: Any
    held: int = 0
    missed: int = 0
    unrecorded: int = 0  # meetings due in the month of which nothing was written
    visits: int = 0
    came: int = 0
    of: int = 0
    paid: int = 0
    due: int = 0
    saved: int = 0
    problems: int = 0  # open at the end of the month

    @property
    def percent(self) -> int:
        return round(self.came * 100 / self.of) if self.of else 0

    @property
    def present(self) -> str:
        return f"{self.came}/{self.of}" if self.of else "–"


@dataclass
class MonthlyReport:
    office: Region
    month: datetime.date
    rows: list[GroupMonth] = field(default_factory=list)
    visits: list[CoachingVisit] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    plan: list[tuple[Any, datetime.date, str]] = field(default_factory=list)  # a step, or none

    def total(self, name: str) -> int:
        return sum(getattr(row, name) for row in self.rows)

    @property
    def unvisited(self) -> list[Any]:
        return [row.group for row in self.rows if not row.visits]


def groups_of(user: User, office: Region, month: datetime.date) -> QuerySet[Group]:
    """The groups that the user facilitated on the last day of the month, in that district."""
    running = Facilitation.objects.begun().running(last_of(month)).filter(facilitator=user)
    there = Group.objects.formed().filter(village__code__startswith=f"{office.pk}.")
    return there.filter(pk__in=running.values("group")).order_by("name", "pk")


def offices_of(user: User, month: datetime.date) -> QuerySet[Region]:
    """The districts where the user facilitated groups on the last day of the month."""
    running = Facilitation.objects.begun().running(last_of(month)).filter(facilitator=user)
    places = running.order_by().values("group__village__parent__parent")
    return Region.objects.filter(pk__in=places).order_by("name", "pk")


def monthly_report(user: User, office: Region, month: datetime.date) -> MonthlyReport:
    last = last_of(month)
    groups: Any = groups_of(user, office, month).with_schedule()  # type: ignore[attr-defined]
    rows = {group.pk: GroupMonth(group) for group in groups.select_related("village")}
    for names, key, _month, *values in monthly(list(rows), month, last):
        for name, value in zip(names.split(), values, strict=False):
            if name in FIGURES:
                setattr(rows[key], name, value or 0)
    for row in rows.values():
        row.unrecorded = unrecorded_in(row.group, month, min(last, timezone.localdate()))
    problems = list(open_problems(list(rows), last))
    for problem in problems:
        rows[problem.group_id].problems += 1
    visits = CoachingVisit.objects.standing().filter(
        group__in=list(rows), date__gte=month, date__lte=last
    )
    return MonthlyReport(
        office,
        month,
        list(rows.values()),
        list(visits.select_related("group").order_by("date", "pk")),
        problems,
        sorted(plan(list(rows.values()), last), key=lambda step: (step[1], str(step[0]))),
    )


def unrecorded_in(group: Any, since: datetime.date, until: datetime.date) -> int:
    """How many meetings of the rhythm fell in these days without being written down."""
    on, count = group.expected_on, 0
    while on <= until:
        count += on >= since
        on = group.next_meeting_after(on)
    return count


def open_problems(groups: list[int], last: datetime.date) -> QuerySet[Problem]:
    """Not confidential, raised by that day and not closed by it."""
    still = Q(closed_on=None) | Q(closed_on__gt=last)
    rows = Problem.objects.of_all().filter(still, group__in=groups, raised_on__lte=last)
    return rows.select_related("group", "carer").order_by("group__name", "raised_on", "pk")


def plan(rows: list[GroupMonth], last: datetime.date) -> Iterator[tuple[Any, datetime.date, str]]:
    """Of the next month: meetings expected, steps agreed at visits."""
    until = last_of(months_after(last.replace(day=1), 1))
    groups = {row.group.pk: row.group for row in rows}
    for group in groups.values():
        if last < group.expected_on <= until:
            yield group, group.expected_on, ""
    steps = CoachingVisit.objects.standing().filter(
        group__in=list(groups), date__lte=last, next_on__gt=last, next_on__lte=until
    )
    for group, day, step in steps.values_list("group", "next_on", "next_step"):
        assert day is not None  # the filter asks for it
        yield groups[group], day, step
