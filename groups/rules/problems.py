"""Who may be named to take care of a problem, or to see a confidential one."""

from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.formatting import respectful
from foundation.rules import RuleBroken
from groups.models import Facilitation, Group, Problem

Role = Assignment.Role
OF_THE_OFFICE = [Role.VERIFIER, Role.HEAD]
NAMED = [*OF_THE_OFFICE, Role.AUDITOR]


def may_be_named(group: Group) -> QuerySet[User]:
    """The group's facilitator; verifiers, heads and auditors of its district."""
    parts = group.village_id.split(".")
    above = [".".join(parts[:level]) for level in range(1, len(parts) + 1)]
    held = Assignment.objects.running().filter(role__in=NAMED, region__in=above)
    running = Facilitation.objects.running().filter(group=group)
    named = Q(pk__in=held.values("user")) | Q(pk__in=running.values("facilitator"))
    return User.objects.filter(named, is_active=True).order_by("name", "pk")


def require_may_be_named(group: Group, users: Collection[User], *, field: str = "carer") -> None:
    known = set(may_be_named(group).values_list("pk", flat=True)) if users else set()
    for user in users:
        if user.pk not in known:
            raise RuleBroken(
                _("%(name)s has no role for this group.") % {"name": respectful(user)}, field=field
            )


def require_open(problem: Problem) -> None:
    if problem.closed_on:
        raise RuleBroken(_("This problem is closed already."))
