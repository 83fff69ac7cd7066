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
from foundation.tasks import Task
from groups.models import facilitated

Role = Assignment.Role
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    """Disputes of facilitated groups; for verifiers and heads, those of their territory."""
    if user.holds(Role.FACILITATOR):
        mine = list(facilitated(user))
        yield from disputes(Dispute.objects.filter(group__in=mine), Role.FACILITATOR)
    if user.holds(Role.VERIFIER, Role.HEAD):
        role = Role.VERIFIER if user.holds(Role.VERIFIER) else Role.HEAD
        yield from disputes(Dispute.objects.listed_for(user), role)


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
