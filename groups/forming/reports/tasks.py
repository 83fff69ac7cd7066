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
from groups.forming.models import Forming, FormingCheck, Proposal
from groups.models import Group, facilitated

Role = Assignment.Role
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR):
        yield from map(minutes, unproposed(list(facilitated(user))))
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.check_forming").being_formed()
        yield from map(check, unchecked(groups, user)[:SHOWN])
    if user.holds(Role.APPROVER):
        groups = Group.objects.visible_to(user, "groups.sign_forming").being_formed()
        yield from map(sign, unsigned(groups, user)[:SHOWN])


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


def minutes(row: Forming) -> Task:
    return _task(
        row.group,
        name="groups.propose_forming",
        role=Role.FACILITATOR,
        text=_("Write the minutes of the founding meeting, and propose the group"),
        since=row.at,
        url="groups:propose_forming",
        kind=_("New groups to be proposed"),
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
    )


def _task(
    group: Group, *, name: str, role: str, text: str, since: datetime.datetime, url: str, kind: str
) -> Task:
    return Task(
        name=name,
        role=role,
        verb=name,
        text=text,
        about=str(group),
        url=reverse(url, args=[group.pk]),
        since=timezone.localdate(since),
        icon="people",
        kind=kind,
        whole=reverse("groups:groups", query={"forming": "on"}),
    )
