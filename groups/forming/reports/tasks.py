"""Who must act next for a group to be formed."""

import datetime
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.statements import compiled_once
from foundation.tasks import Task
from groups.forming.models import Forming, FormingCheck, Proposal, StageAsk
from groups.forming.reports.stages import possible
from groups.models import Group, facilitated
from groups.models.programmes import Stage

Role = Assignment.Role
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR):
        yield from map(minutes, unproposed(list(facilitated(user))))
        yield from stages_possible(list(facilitated(user)), today)
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.check_forming").being_formed()
        yield from map(check, unchecked(groups, user)[:SHOWN])
        groups = Group.objects.visible_to(user, "groups.check_stage")
        asks = stages_asked(groups).filter(checked=None).exclude(by=user)
        yield from map(check_stage, asks[:SHOWN])
    if user.holds(Role.APPROVER):
        groups = Group.objects.visible_to(user, "groups.sign_forming").being_formed()
        yield from map(sign, unsigned(groups, user)[:SHOWN])
        groups = Group.objects.visible_to(user, "groups.sign_stage")
        asks = stages_asked(groups).exclude(checked=None).exclude(checked__by=user)
        yield from map(sign_stage, asks.exclude(by=user)[:SHOWN])


@compiled_once
def unproposed(groups: list[int]) -> QuerySet[Forming]:
    """Begun and without minutes, or sent back: no proposal waits and none was found fit."""
    waiting = Proposal.objects.filter(
        Q(checked=None) | Q(checked__is_fit=True), group=OuterRef("group")
    )
    rows = Forming.objects.filter(~Exists(waiting), group__in=groups)
    return rows.select_related("group").order_by("at")


def unchecked(groups: QuerySet[Group], user: User) -> QuerySet[Proposal]:
    rows = Proposal.objects.filter(checked=None, group__in=groups.order_by().values("pk"))
    rows = rows.exclude(by=user).exclude(group__registered_by=user)
    return rows.select_related("group").order_by("at")


def unsigned(groups: QuerySet[Group], user: User) -> QuerySet[FormingCheck]:
    rows = FormingCheck.objects.filter(
        is_fit=True, decree=None, proposal__group__in=groups.order_by().values("pk")
    )
    rows = rows.exclude(Q(by=user) | Q(proposal__by=user))
    return rows.select_related("proposal__group").order_by("at")


def stages_asked(groups: QuerySet[Group]) -> QuerySet[StageAsk]:
    rows = StageAsk.objects.open().filter(group__in=groups.order_by().values("pk"))
    return rows.select_related("group").order_by("at")


@compiled_once
def without_an_ask(groups: list[int]) -> QuerySet[Group]:
    asked = StageAsk.objects.open().filter(group=OuterRef("pk"))
    return Group.objects.formed().filter(~Exists(asked), pk__in=groups)


def stages_possible(groups: list[int], today: datetime.date) -> Iterator[Task]:
    """What the system proposes: all that must be true for another stage is."""
    found = {group.pk: group for group in without_an_ask(groups)}
    for move in possible(found.values(), today):
        group, stage = found[move.group], Stage(move.to).label
        yield _task(
            group,
            name="groups.ask_stage",
            role=Role.FACILITATOR,
            text=_("All that is asked for the stage “%(stage)s” is met") % {"stage": stage},
            since=today,
            url="groups:ask_stage",
            kind=_("Groups that may move to another stage"),
            query={"to": move.to},
        )


def check_stage(row: StageAsk) -> Task:
    return _task(
        row.group,
        name="groups.check_stage",
        role=Role.VERIFIER,
        text=_("Does the group move to the stage “%(stage)s”?")
        % {"stage": row.get_stage_display()},
        since=row.at,
        url="groups:check_stage",
        kind=_("Stages to be checked"),
    )


def sign_stage(row: StageAsk) -> Task:
    return _task(
        row.group,
        name="groups.sign_stage",
        role=Role.APPROVER,
        text=_("Sign the decree on the stage “%(stage)s”") % {"stage": row.get_stage_display()},
        since=row.at,
        url="groups:sign_stage",
        kind=_("Stages to be decided by decree"),
    )


def minutes(row: Forming) -> Task:
    return _task(
        row.group,
        name="groups.propose_forming",
        role=Role.FACILITATOR,
        text=_("Write the minutes of the founding meeting, and propose the group"),
        since=row.at,
        url="groups:propose_forming",
        kind=_("New groups to be proposed"),
        whole=reverse("groups:groups", query={"forming": "on"}),
    )


def check(row: Proposal) -> Task:
    return _task(
        row.group,
        name="groups.check_forming",
        role=Role.VERIFIER,
        text=_("Check the new group by the rules of its programme"),
        since=row.at,
        url="groups:check_forming",
        kind=_("New groups to be checked"),
        whole=reverse("groups:groups", query={"forming": "on"}),
    )


def sign(row: FormingCheck) -> Task:
    return _task(
        row.proposal.group,
        name="groups.sign_forming",
        role=Role.APPROVER,
        text=_("Sign the decree that forms the group"),
        since=row.at,
        url="groups:sign_forming",
        kind=_("New groups to be formed by decree"),
        whole=reverse("groups:groups", query={"forming": "on"}),
    )


def _task(
    group: Group,
    *,
    name: str,
    role: str,
    text: str,
    since: datetime.date,
    url: str,
    kind: str,
    query: dict[str, str] | None = None,
    whole: str = "",
) -> Task:
    return Task(
        name=name,
        role=role,
        verb=name,
        text=text,
        about=str(group),
        url=reverse(url, args=[group.pk], query=query),
        since=timezone.localdate(since) if isinstance(since, datetime.datetime) else since,
        icon="people",
        kind=kind,
        whole=whole,
    )
