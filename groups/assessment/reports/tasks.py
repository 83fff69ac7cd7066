"""Tasks of assessments: due each year, begun, to be done by a second, to be settled; measures."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.formatting import day
from foundation.months import months_after
from foundation.tasks import Task
from groups.assessment.models import Assessment, Measure
from groups.models import Group, Instrument, facilitated

Role = Assignment.Role
EACH = 12  # months between two assessments of a group (default)
SHOWN = 20
SOON = datetime.timedelta(days=7)


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR):
        mine = list(facilitated(user))
        for group in to_assess(mine, user, today):
            yield begun(group) if group.draft else due(group, today)
        measures = Measure.objects.due(today + SOON).filter(answer__assessment__group__in=mine)
        yield from map(measure, measures.select_related("answer__assessment__group"))
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.settle_assessment")
        waiting = Assessment.objects.to_second().filter(group__in=groups).exclude(by=user)
        yield from map(second, waiting.select_related("group").order_by("at")[:SHOWN])
        differing = Assessment.objects.to_settle().filter(group__in=groups)
        yield from map(settle, differing.select_related("group").order_by("at")[:SHOWN])


def to_assess(groups: list[int], user: User, today: datetime.date) -> QuerySet[Any]:
    """Groups with a draft of this user's, and those that nobody began to assess in a year.

    None is due before there is an instrument. Annotates `draft` and `draft_on`.
    """
    since = months_after(today, -EACH)
    own = Assessment.objects.drafts().filter(group=OuterRef("pk"), by=user).order_by()
    lately = Assessment.objects.filter(group=OuterRef("pk"), date__gt=since).order_by()
    instruments = Instrument.objects.usable().filter(purpose=Instrument.Purpose.MONITORING)
    is_due = Q(formed_on__lte=since) & ~Exists(lately) & Exists(instruments.order_by())
    rows = Group.objects.active().filter(pk__in=groups)
    rows = rows.annotate(draft=Subquery(own.values("pk")), draft_on=Subquery(own.values("date")))
    return rows.filter(Q(draft__isnull=False) | is_due).order_by("formed_on", "pk")


def due(group: Group, today: datetime.date) -> Task:
    return Task(
        name="groups.assessment_due",
        role=Role.FACILITATOR,
        verb="groups.assess_group",
        text=_("The assessment of this year is due"),
        about=str(group),
        url=reverse("groups:begin_assessment", args=[group.pk]),
        since=today,
        icon="check",
        kind=_("Groups to assess"),
    )


def begun(group: Any) -> Task:
    return Task(
        name="groups.assessment_begun",
        role=Role.FACILITATOR,
        verb="groups.assess_group",
        text=_("The assessment of %(day)s is not signed yet") % {"day": day(group.draft_on)},
        about=str(group),
        url=reverse("groups:fill_assessment", args=[group.draft]),
        since=group.draft_on,
        icon="pen",
        kind=_("Assessments to sign"),
    )


def measure(row: Measure) -> Task:
    return Task(
        name="groups.measure",
        role=Role.FACILITATOR,
        verb="groups.assess_group",
        text=row.what,
        about=str(row.territory),
        url=reverse("groups:end_measure", args=[row.pk]),
        since=row.answer.assessment.date,
        due=row.due_on,
        icon="people",
        kind=_("Coaching that was agreed"),
    )


def second(row: Assessment) -> Task:
    return Task(
        name="groups.assessment_second",
        role=Role.VERIFIER,
        verb="groups.assess_group",
        text=_("A second assessor is asked for"),
        about=str(row.group),
        url=reverse("groups:begin_second", args=[row.group_id]),
        since=row.date,
        icon="people",
        kind=_("Groups that wait for a second assessor"),
    )


def settle(row: Assessment) -> Task:
    return Task(
        name="groups.assessment_settle",
        role=Role.VERIFIER,
        verb="groups.settle_assessment",
        text=_("Two assessments differ"),
        about=str(row.group),
        url=reverse("groups:settle_assessment", args=[row.pk]),
        since=row.date,
        icon="wait",
        kind=_("Assessments to settle"),
    )
