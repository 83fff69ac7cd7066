"""Tasks of a user in groups: unrecorded meetings, problems, decisions."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.formatting import day
from foundation.statements import compiled_once
from foundation.tasks import Task
from groups.models import (
    AskedDay,
    Consent,
    Decision,
    Group,
    Merge,
    Problem,
    ProblemReader,
    RefusedDay,
    facilitated,
)
from groups.rules.problems import OF_THE_OFFICE, may_be_named
from groups.rules.schedule import DAYS_LATE, unrecorded

Role = Assignment.Role
SOON = datetime.timedelta(days=3)
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR):
        mine = list(facilitated(user))
        yield from (meeting(group, today) for group in late_groups(mine, today))
        yield from own_problems(user, mine, today)
        yield from map(decision, decisions_due(mine, today + SOON))
        yield from map(refused_day, refused_days(mine))
    if user.holds(Role.VERIFIER, Role.HEAD):
        yield from old_problems(user, today)
    if user.holds(Role.HEAD):
        groups = Group.objects.visible_to(user, "groups.hand_over_group").alone(today)
        yield from map(alone, groups.order_by("registered_at", "pk")[:SHOWN])
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.allow_late_day")
        asked = AskedDay.objects.waiting().filter(group__in=groups).exclude(by=user)
        yield from map(asked_day, asked.select_related("group").order_by("at")[:SHOWN])
        groups = Group.objects.visible_to(user, "groups.answer_merge")
        open_ones = Merge.objects.open().filter(group__in=groups).exclude(asked_by=user)
        yield from map(merge, open_ones.select_related("person", "group").order_by("asked_at"))
        yield from map(consent, consents_to_answer(user))


@compiled_once
def late_groups(groups: list[int], today: datetime.date) -> QuerySet[Any]:
    rows = Group.objects.filter(pk__in=groups).exclude(stage=Group.Stage.INACTIVE)
    return rows.with_schedule().late(today)


@compiled_once
def problems_open(groups: list[int], until: datetime.date, user: int) -> QuerySet[Any]:
    """Those due, and all confidential ones; `is_named`: somebody let this user see it."""
    named = ProblemReader.objects.filter(problem=OuterRef("pk"), user=user).order_by()
    rows = Problem.objects.open().known_to(user).filter(group__in=groups)
    rows = rows.filter(Q(due_on__lte=until) | Q(confidential=True))
    return rows.annotate(is_named=Exists(named)).select_related("group")


def own_problems(user: User, groups: list[int], today: datetime.date) -> Iterator[Task]:
    """What a facilitator takes care of, what somebody let them see, what the office is told."""
    until = today + SOON
    rows = problems_open(groups, until, user.pk)
    for row in rows:
        if row.is_named or (row.due_on and row.due_on <= until):
            yield problem(row)
    if secret := [row.pk for row in rows if row.confidential]:
        yield from told_nobody(secret, today)


@compiled_once
def decisions_due(groups: list[int], until: datetime.date) -> QuerySet[Any]:
    rows = Decision.objects.agreed().filter(done_on=None, group__in=groups, due_on__lte=until)
    return rows.select_related("group", "meeting")


@compiled_once
def refused_days(groups: list[int]) -> QuerySet[Any]:
    rows = RefusedDay.objects.open().filter(group__in=groups)
    return rows.select_related("group").order_by("at")


def record_or_answer(group: Group, today: datetime.date) -> str:
    """The sheet of the meeting; where there are more or it is too late, the list of them."""
    soon = today - datetime.timedelta(days=DAYS_LATE)
    if group.expected_on < soon or len(unrecorded(group, today, most=2)) > 1:
        return reverse("groups:meetings", args=[group.pk])
    return reverse("finance:record_meeting", args=[group.pk], query={"date": group.expected_on})


def meeting(group: Group, today: datetime.date) -> Task:
    return Task(
        name="groups.meeting",
        role=Role.FACILITATOR,
        verb="finance.record_meeting",
        text=_("Meeting of %(day)s is not recorded yet") % {"day": day(group.expected_on)},
        about=str(group),
        url=record_or_answer(group, today),
        since=group.expected_on,
        icon="clock",
        kind=_("Meetings not recorded yet"),
    )


def problem(row: Problem, role: str = Role.FACILITATOR) -> Task:
    return Task(
        name="groups.problem",
        role=role,
        verb="groups.view_problem",
        text=row.what,
        about=str(row.group),
        url=reverse("groups:problems", args=[row.group_id]),
        since=row.raised_on,
        due=row.due_on if role == Role.FACILITATOR else None,
        icon="alert",
        kind=_("Open problems"),
        whole=reverse("groups:open_problems"),
    )


def decision(row: Decision) -> Task:
    return Task(
        name="groups.decision",
        role=Role.FACILITATOR,
        verb="groups.view_problem",
        text=", ".join(filter(None, [row.what, row.who])),
        about=str(row.group),
        url=reverse("groups:problems", args=[row.group_id]),
        since=row.meeting.date,
        due=row.due_on,
        icon="wait",
        kind=_("Decisions to carry out"),
    )


def merge(row: Merge) -> Task:
    return Task(
        name="groups.merge",
        role=Role.VERIFIER,
        verb="groups.answer_merge",
        text=_("%(name)s: two records of one person?") % {"name": row.person},
        about=str(row.group),
        url=reverse("groups:answer_merge", args=[row.pk]),
        since=timezone.localdate(row.asked_at),
        icon="people",
        kind=_("Two records of one person?"),
    )


def consents_to_answer(user: User) -> QuerySet[Consent]:
    asked = Consent.objects.visible_to(user).waiting().exclude(by=user)
    return asked.select_related("person", "group").order_by("at")[:SHOWN]


def consent(row: Consent) -> Task:
    return Task(
        name="groups.consent",
        role=Role.VERIFIER,
        verb="groups.answer_consent",
        text=_("May %(name)s join a group of another district?") % {"name": row.person},
        about=str(row.group),
        url=reverse("groups:answer_consent", args=[row.pk]),
        since=timezone.localdate(row.at),
        icon="people",
        kind=_("Asked by another district"),
    )


def alone(group: Group) -> Task:
    return Task(
        name="groups.alone",
        role=Role.HEAD,
        verb="groups.hand_over_group",
        text=_("This group has no facilitator"),
        about=str(group),
        url=reverse("groups:hand_over_group", args=[group.pk]),
        since=timezone.localdate(group.registered_at),
        icon="people",
        kind=_("Groups without a facilitator"),
        whole=reverse("groups:groups", query={"alone": "on"}),
    )


def asked_day(row: AskedDay) -> Task:
    words = _("May %(day)s be recorded late? %(reason)s")
    return Task(
        name="groups.asked_day",
        role=Role.VERIFIER,
        verb="groups.allow_late_day",
        text=words % {"day": day(row.date), "reason": row.reason},
        about=str(row.group),
        url=reverse("groups:allow_late_day", args=[row.group_id], query={"date": row.date}),
        since=timezone.localdate(row.at),
        icon="clock",
        kind=_("Days to be recorded late"),
    )


def refused_day(row: RefusedDay) -> Task:
    words = _("%(day)s may not be recorded late: %(reason)s")
    return Task(
        name="groups.refused_day",
        role=Role.FACILITATOR,
        verb="groups.mark_missed",
        text=words % {"day": day(row.date), "reason": row.reason},
        about=str(row.group),
        url=reverse("groups:mark_missed", args=[row.group_id], query={"date": row.date}),
        since=timezone.localdate(row.at),
        icon="clock",
        kind=_("Days that may not be recorded late"),
    )


def old_problems(user: User, today: datetime.date) -> Iterator[Task]:
    """For verifier or head: old problems, those they care for, confidential ones they may read."""
    role = Role.VERIFIER if user.holds(Role.VERIFIER) else Role.HEAD
    groups = Group.objects.visible_to(user, "groups.view_problem")
    known = Problem.objects.known_to(user.pk).filter(group__in=groups)
    named = ProblemReader.objects.filter(user=user).values("problem")
    told = Q(confidential=True, pk__in=named)
    mine = (Q(carer=user, due_on__lte=today + SOON) | told) & Q(closed_on=None)
    rows = known.filter(Q(pk__in=known.for_the_district(today).values("pk")) | mine)
    for row in rows.select_related("group").order_by("raised_on")[:SHOWN]:
        yield problem(row, role)


def told_nobody(problems: list[int], today: datetime.date) -> Iterator[Task]:
    """Old confidential problems of which nobody of the office knows: somebody is to be named."""
    rows = Problem.objects.for_the_district(today).filter(pk__in=problems)
    for row in rows.select_related("group"):
        office = may_be_named(row.group).filter(assignments__role__in=OF_THE_OFFICE)
        if not office.filter(Q(pk=row.carer_id) | Q(pk__in=row.named.values("user"))).exists():
            yield Task(
                name="groups.told_nobody",
                role=Role.FACILITATOR,
                verb="groups.add_problemreader",
                text=_("This confidential problem is old: name somebody of the district"),
                about=str(row.group),
                url=reverse("groups:name_reader", args=[row.pk]),
                since=row.raised_on,
                icon="alert",
                kind=_("Confidential problems that nobody of the district knows"),
            )
