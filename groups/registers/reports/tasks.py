"""Members of a facilitator's groups whom the newest register of the village has no more."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.tasks import Task
from groups.models import Membership, facilitated
from groups.registers.reports.away import Away, members_away

Role = Assignment.Role


def tasks(user: User, today: datetime.date) -> Iterator[Task]:
    if user.holds(Role.FACILITATOR) and (mine := list(facilitated(user))):
        yield from map(away, members_away(Membership.objects.filter(group__in=mine), user))


def away(row: Away) -> Task:
    words = _("%(name)s: %(state)s by the village register. Ask the family")
    return Task(
        name="groups.member_away",
        role=Role.FACILITATOR,
        verb="groups.view_membership",
        text=words % {"name": row.member, "state": row.row.get_status_display().lower()},
        about=str(row.member.group),
        url=reverse("groups:member", args=[row.member.pk]),
        since=timezone.localdate(row.row.register.decision.at),
        icon="people",
        kind=_("Members whom the register says are dead or moved"),
        whole=reverse("groups:list_away"),
    )
