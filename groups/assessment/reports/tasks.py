"""Tasks of assessments: due each year, begun, to be done by a second, to be settled; measures."""

import datetime
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.formatting import day
from foundation.statements import compiled_once
from foundation.tasks import Task
from groups.assessment.models import Assessment, Measure
from groups.assessment.reports.due import not_assessed
from groups.assessment.rules.assessments import a_year_before
from groups.models import Group, facilitated

Role = Assignment.Role
SHOWN = 20
SOON = datetime.timedelta(days=7)


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR):
        mine = list(facilitated(user))
        groups = to_assess(mine, user.pk, a_year_before(today))
        yield from (begun(group) for group in groups if group.draft)
        yield from due([group for group in groups if not group.draft], today)
        yield from map(measure, measures_due(mine, today + SOON))
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.settle_assessment")
        waiting = Assessment.objects.to_second().filter(group__in=groups).exclude(by=user)
        yield from map(second, waiting.select_related("group").order_by("at")[:SHOWN])
        differing = Assessment.objects.to_settle().filter(group__in=groups)
        yield from map(settle, differing.select_related("group").order_by("at")[:SHOWN])


@compiled_once
def to_assess(groups: list[int], user: int, since: datetime.date) -> QuerySet[Any]:
    """Groups with a draft of this user's, and those that nobody began to assess since.

    Annotates `draft` and `draft_on`.
    """
    own = Assessment.objects.drafts().filter(group=OuterRef("pk"), by=user).order_by()
    rows = Group.objects.active().filter(pk__in=groups)
    rows = rows.annotate(draft=Subquery(own.values("pk")), draft_on=Subquery(own.values("date")))
    is_due = not_assessed(since)
    return rows.filter(Q(draft__isnull=False) | is_due).order_by("formed_on", "pk")


@compiled_once
def measures_due(groups: list[int], until: datetime.date) -> QuerySet[Any]:
    rows = Measure.objects.due(until).filter(answer__assessment__group__in=groups)
    return rows.select_related("answer__assessment__group")


def due(groups: Sequence[Group], today: datetime.date) -> Iterator[Task]:
    """One line, however many groups they are: where there are more, it leads to their list."""
    if not groups:
        return
    text, about = _("The assessment of this year is due"), str(groups[0])
    url = reverse("groups:begin_assessment", args=[groups[0].pk])
    if len(groups) > 1:
        text = _("The assessment of this year is due in %(count)s groups") % {"count": len(groups)}
        about = _("%(group)s and others") % {"group": about}
        url = reverse("groups:groups", query={"unassessed": "on"})
    yield Task(
        name="groups.assessment_due",
        role=Role.FACILITATOR,
        verb="groups.assess_group",
        text=text,
        about=about,
        url=url,
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
