"""Tasks of privacy: breaches and corrections with 72 hours, erasures to agree to."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.tasks import Task
from groups.models import Group
from groups.privacy.models import Breach, Correction, Erasure

Role = Assignment.Role
SHOWN = 20


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.VERIFIER):
        groups = Group.objects.visible_to(user, "groups.answer_correction")
        asked = Correction.objects.waiting().filter(membership__group__in=groups).exclude(by=user)
        rows = asked.select_related("membership__person", "membership__group").order_by("at")
        yield from map(correction, rows[:SHOWN])
    if user.holds(Role.HEAD):
        groups = Group.objects.visible_to(user, "groups.answer_erasure")
        waiting = Erasure.objects.waiting().filter(membership__group__in=groups).exclude(by=user)
        found = waiting.select_related("membership__person", "membership__group").order_by("at")
        yield from map(erasure, found[:SHOWN])
        yield from map(breach, Breach.objects.visible_to(user).untold().select_related("office"))


def breach(row: Breach) -> Task:
    hours = (row.due_at - timezone.now()).total_seconds() // 3600
    left = _("%(hours)s hours left to tell of the breach: %(what)s")
    late = _("Tell of the breach at once, the 72 hours are over: %(what)s")
    return Task(
        name="groups.breach",
        role=Role.HEAD,
        verb="groups.record_breach",
        text=left % {"hours": int(hours), "what": row} if hours >= 0 else late % {"what": row},
        about=str(row.office),
        url=reverse("groups:take_breach_step", args=[row.pk]),
        since=timezone.localdate(row.found_at),
        due=timezone.localdate(row.due_at),
        icon="alert",
        kind=_("Breaches to tell of"),
    )


def correction(row: Correction) -> Task:
    return Task(
        name="groups.correction",
        role=Role.VERIFIER,
        verb="groups.answer_correction",
        text=_("%(name)s asks: %(wrong)s") % {"name": row.membership, "wrong": row.wrong},
        about=str(row.territory),
        url=reverse("groups:answer_correction", args=[row.pk]),
        since=timezone.localdate(row.at),
        due=timezone.localdate(row.due_at),
        icon="pen",
        kind=_("Asked to be put right"),
    )


def erasure(row: Erasure) -> Task:
    return Task(
        name="groups.erasure",
        role=Role.HEAD,
        verb="groups.answer_erasure",
        text=_("Remove name and numbers of %(name)s?") % {"name": row.membership},
        about=str(row.territory),
        url=reverse("groups:answer_erasure", args=[row.pk]),
        since=timezone.localdate(row.at),
        icon="people",
        kind=_("Asked to be removed"),
    )
