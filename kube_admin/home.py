"""The home page: today's meetings, what is late, and the user's tasks."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from finance.reports.health import Health, health_among
from foundation.pagination import how_many
from foundation.statements import compiled_once
from foundation.tasks import Task
from foundation.texts import Text
from groups.models import Group, Schedule
from groups.models import facilitated as groups_facilitated

Role = Assignment.Role
WEEK = datetime.timedelta(days=7)
SOON = datetime.timedelta(days=3)
FIRST = 5  # tasks of a kind on the home page
SILENT = datetime.timedelta(days=30)


@dataclass(frozen=True)
class Facilitated:
    """The groups a user facilitates, sorted by what they need."""

    count: int
    today: list[Group]
    met: list[Group]  # recorded today
    week: list[Group]
    needing: list[Health]  # a visit, with the reasons


@compiled_once
def groups_on(groups: list[int], today: datetime.date) -> QuerySet[Any]:
    rows = Group.objects.filter(pk__in=groups).with_meetings().with_people(today)
    formed = Group.objects.formed().filter(pk=OuterRef("pk")).order_by()
    rows = rows.annotate(is_formed=Exists(formed)).select_related("village__parent")
    return rows.order_by("expected_on", "name")


def facilitated(user: User, today: datetime.date) -> Facilitated:
    """A fixed number of queries for any number of groups."""
    mine = list(groups_facilitated(user))
    groups = groups_on(mine, today)
    formed = sorted((each for each in groups if each.is_formed), key=lambda each: each.name)
    return Facilitated(
        count=len(groups),
        today=[group for group in groups if group.expected_on == today],
        met=[group for group in groups if group.last_met_on == today],
        week=[group for group in groups if today < group.expected_on <= today + WEEK],
        needing=[row for row in health_among(formed, today) if row.reasons],
    )


@dataclass(frozen=True)
class Territory:
    """Three figures on the user's territory, each a link to its list."""

    groups: str
    silent: str
    late: str


def territory(user: User, today: datetime.date) -> Territory:
    seen = Schedule.objects.visible_to(user, "groups.view_group").active()
    return Territory(
        groups=how_many(seen),
        silent=how_many(seen.silent(since=today - SILENT, today=today)),
        late=how_many(seen.late(today)),
    )


def urgent(tasks: list[Task], today: datetime.date) -> list[Task]:
    """Tasks of a facilitator that are late or due within three days."""
    mine = (task for task in tasks if task.role == Role.FACILITATOR)
    return [task for task in mine if task.day <= today + SOON]


@dataclass(frozen=True)
class TaskKind:
    """What waits in one way: the oldest on the home page, all on a page of their own."""

    heading: Text
    tasks: list[Task]

    @property
    def total(self) -> int:
        return max(self.tasks[0].total, len(self.tasks))

    @property
    def whole(self) -> str:
        return self.tasks[0].whole

    @property
    def first(self) -> list[Task]:
        return self.tasks[:FIRST] if self.whole else self.tasks

    @property
    def is_more(self) -> bool:
        return self.total > len(self.first)


def by_kind(tasks: list[Task]) -> list[TaskKind]:
    """The tasks by name: those of grants first, then what is due longest."""
    named = groupby(sorted(tasks, key=lambda task: task.name), key=lambda task: task.name)
    kinds = [sorted(rows, key=lambda task: task.day) for _name, rows in named]
    kinds.sort(key=lambda rows: (not rows[0].name.startswith("grants."), rows[0].day))
    return [TaskKind(rows[0].kind or rows[0].text, rows) for rows in kinds]


def greeting(hour: int) -> str:
    if hour < 11:
        return _("Good morning")
    if hour < 15:
        return _("Good day")
    if hour < 18:
        return _("Good afternoon")
    return _("Good evening")
