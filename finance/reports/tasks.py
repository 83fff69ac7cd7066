"""Tasks of a user in finance: open disputes."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from finance.models import Dispute
from finance.models.acts import DisputeQuerySet
from finance.reports.coaching_reports import waiting
from foundation.formatting import month
from foundation.months import months_after
from foundation.tasks import Task
from groups.forming.models import EndAsk
from groups.models import Group, facilitated

Role = Assignment.Role
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    """Disputes of facilitated groups; for verifiers and heads, those of their territory."""
    if user.holds(Role.FACILITATOR):
        mine = list(facilitated(user))
        yield from disputes(Dispute.objects.filter(group__in=mine), Role.FACILITATOR)
        yield from own_reports(user, mine, today)
    if user.holds(Role.VERIFIER, Role.HEAD):
        role = Role.VERIFIER if user.holds(Role.VERIFIER) else Role.HEAD
        yield from disputes(Dispute.objects.listed_for(user), role)
        yield from late_reports(user, role, today)
    if user.holds(Role.APPROVER):
        groups = Group.objects.visible_to(user, "groups.sign_end").order_by().values("pk")
        asks = EndAsk.objects.open().filter(group__in=groups).exclude(by=user)
        yield from map(end, asks.select_related("group").order_by("at")[:SHOWN])


def end(row: EndAsk) -> Task:
    return Task(
        name="finance.sign_end",
        role=Role.APPROVER,
        verb="groups.sign_end",
        text=str(row.get_kind_display()),
        about=str(row.group),
        url=reverse("finance:sign_end", args=[row.group_id]),
        since=timezone.localdate(row.at),
        icon="people",
        kind=_("Ends of groups to be decided by decree"),
    )


def own_reports(user: User, groups: list[int], today: datetime.date) -> Iterator[Task]:
    """The report of last month, from its end until it is signed."""
    for row in waiting(Group.objects.filter(pk__in=groups), today):
        if row.facilitator == user:
            yield Task(
                name="finance.coaching_report",
                role=Role.FACILITATOR,
                verb="finance.sign_coaching_report",
                text=_("Report of coaching in %(month)s") % {"month": month(row.month)},
                about=str(row.office),
                url=reverse(
                    "finance:sign_coaching_report",
                    args=[row.office.pk, row.month.year, row.month.month],
                ),
                since=months_after(row.month, 1),
                due=row.due_on,
                icon="file",
                kind=_("Monthly reports"),
                whole=reverse("finance:coaching_reports"),
            )


def late_reports(user: User, role: str, today: datetime.date) -> Iterator[Task]:
    """How many facilitators have not reported last month, once it is due."""
    groups = Group.objects.visible_to(user, "finance.view_coachingreport")
    late = [row for row in waiting(groups, today) if row.due_on < today]
    if late:
        names = ", ".join(sorted(row.facilitator.name for row in late)[:SHOWN])
        yield Task(
            name="finance.late_reports",
            role=role,
            verb="finance.view_coachingreport",
            text=_("Not reported for %(month)s: %(names)s")
            % {"month": month(late[0].month), "names": names},
            about=str(late[0].office),
            url=reverse("finance:coaching_reports", query={"show": "missing"}),
            since=late[0].due_on,
            icon="file",
            kind=_("Monthly reports"),
        )


def disputes(rows: "DisputeQuerySet[Any]", role: str) -> Iterator[Task]:
    for row in rows.open().select_related("group").order_by("made_at")[:SHOWN]:
        yield Task(
            name="finance.dispute",
            role=role,
            verb="finance.answer_dispute",
            text=_("A member says a figure is wrong") + f": {row.says}",
            about=str(row.group),
            url=reverse("finance:disputes"),
            since=timezone.localdate(row.made_at),
            icon="speaker",
            kind=_("Contested figures"),
            whole=reverse("finance:disputes"),
        )
