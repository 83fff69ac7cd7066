"""Roles on money that one administrator gave: who reads of them before they begin."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.rules import RuleBroken
from foundation.tasks import Task

STOP = "accounts.stop_role"


def require_waiting(assignment: Assignment) -> None:
    if not assignment.is_waiting:
        raise RuleBroken(_("This role waits no more."))


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    """Who signs in at the office reads of each role on money before it begins."""
    held = user.assignments_for(STOP)
    if not held:
        return
    waiting = Assignment.objects.waiting(today).visible_to(user).exclude(user=user)
    for row in waiting.select_related("user", "region").order_by("given_at"):
        yield Task(
            name="accounts.stop_role",
            role=held[0].role,
            verb=STOP,
            text=_("A new role on money: is it right?"),
            about=f"{row.user}, {row.get_role_display()}",
            place=str(row.region or ""),
            icon="user",
            url=reverse("stop_role", args=[row.pk]),
            since=timezone.localdate(row.given_at),
            due=row.since,
        )
