"""What the first page tells: who meets today, what is late, what waits for whom."""

import datetime
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from finance.models import Dispute
from foundation.pagination import how_many
from grants.way.reports.waiting import Task, tasks
from groups.models import Decision, Group, Problem, Schedule

Role = Assignment.Role
WEEK = datetime.timedelta(days=7)
SOON = datetime.timedelta(days=3)
SILENT = datetime.timedelta(days=30)
OLD = datetime.timedelta(days=60)
SHOWN = 20


@dataclass(frozen=True)
class Item:
    """Something to be done about a group, and the day it is or was due."""

    kind: str  # meeting, problem, decision, dispute
    row: Group | Problem | Decision | Dispute
    on: datetime.date

    @property
    def group(self) -> Group:
        return self.row if isinstance(self.row, Group) else self.row.group


@dataclass(frozen=True)
class Facilitated:
    """The groups that a user facilitates, by what they need."""

    count: int
    today: list[Group]
    urgent: list[Item]
    week: list[Group]


def facilitated(user: User, today: datetime.date) -> Facilitated:
    """Four queries, whatever the number of groups."""
    mine = Group.objects.facilitated_by(user)
    groups = list(
        mine.with_meetings().with_people().select_related("village").order_by("expected_on", "name")
    )
    soon = {"group__in": mine, "due_on__lte": today + SOON}
    problems = Problem.objects.open().filter(**soon).select_related("group")
    decisions = Decision.objects.agreed().filter(done_on=None, **soon).select_related("group")
    urgent = [
        *(Item("meeting", group, group.expected_on) for group in groups if group.is_late(today)),
        *(Item("problem", problem, problem.due_on) for problem in problems),
        *(Item("decision", decision, decision.due_on) for decision in decisions),
        *disputes(Dispute.objects.filter(group__in=mine)),
    ]
    return Facilitated(
        count=len(groups),
        today=[group for group in groups if group.expected_on == today],
        urgent=sorted(urgent, key=lambda item: item.on),
        week=[group for group in groups if today < group.expected_on <= today + WEEK],
    )


def disputes(rows: QuerySet) -> list[Item]:
    rows = rows.open().select_related("group").order_by("made_at")[:SHOWN]
    return [Item("dispute", row, timezone.localdate(row.made_at)) for row in rows]


@dataclass(frozen=True)
class Territory:
    """All that a user sees, in three figures that lead to their lists."""

    groups: str
    silent: str
    late: str


def territory(user: User, today: datetime.date) -> Territory:
    seen = Schedule.objects.visible_to(user, "groups.view_group")
    return Territory(
        groups=how_many(seen),
        silent=how_many(seen.silent(since=today - SILENT)),
        late=how_many(seen.late(today)),
    )


def waiting(user: User, today: datetime.date) -> list[Item | Task]:
    """What an officer is to do, the oldest first: grants, disputes, problems older than 60 days."""
    found = [*tasks(user, today), *_open_matters(user, today)]
    return sorted(found, key=lambda item: item.on)


def _open_matters(user: User, today: datetime.date) -> list[Item]:
    if not user.holds(Role.VERIFIER, Role.HEAD):
        return []  # a facilitator's stand among what is urgent
    of_disputes = Group.objects.visible_to(user, "finance.view_dispute")
    of_problems = Group.objects.visible_to(user, "groups.view_problem")
    old = Problem.objects.open().filter(group__in=of_problems, raised_on__lt=today - OLD)
    old = old.select_related("group").order_by("raised_on")[:SHOWN]
    return [
        *disputes(Dispute.objects.filter(group__in=of_disputes)),
        *(Item("problem", row, row.raised_on) for row in old),
    ]


def greeting(hour: int) -> str:
    if hour < 11:
        return _("Good morning")
    if hour < 15:
        return _("Good day")
    if hour < 18:
        return _("Good afternoon")
    return _("Good evening")
