"""Acts on roles: give, begin at once, stop, end.

A role on money that one administrator gives begins on the second day after, so that others read of
it and may stop it; another administrator lets it begin at once. A trigger holds it.
"""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Assignment, Region, User
from accounts.sessions import end_sessions
from accounts.waiting_roles import require_waiting
from foundation.rules import RuleBroken

Role = Assignment.Role


@transaction.atomic
def assign_role(
    *,
    user: User,
    role: str,
    region: Region | None = None,
    since: datetime.date,
    until: datetime.date | None = None,
    waits: bool = True,
    by: User | None,
) -> Assignment:
    """Assign a role over a territory from a day on; `until` is the first day without it.

    `by` is None only for the first administrator, created by a command. `waits`: a role on money
    begins when others had a day to stop it; example data alone does without.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two administrators concurrently
    if user == by:
        raise RuleBroken(_("Nobody gives a role to themselves. Ask another administrator."))
    if not user.is_active:
        raise RuleBroken(_("%(user)s may not sign in. Allow that first.") % {"user": user})
    if waits and by and role in Assignment.ON_MONEY:
        since = max(since, timezone.localdate() + Assignment.WAITS)
    if until and until <= since:
        raise RuleBroken(_("The last day comes after the first."), field="until")
    _territory_fits(role, region)
    _goes_with_the_roles_held(user, role, region, since, until)
    end_sessions(user)
    return user.assignments.create(role=role, region=region, since=since, until=until, given_by=by)


def _territory_fits(role: str, region: Region | None) -> None:
    if role in Assignment.WITHOUT_TERRITORY:
        if region:
            raise RuleBroken(_("This role has no territory. Leave it empty."), field="region")
    elif not region:
        raise RuleBroken(_("Choose the territory of this role."), field="region")
    elif (level := Assignment.LEVELS.get(role, region.level)) != region.level:
        raise RuleBroken(
            _("The territory of this role is a %(level)s.") % {"level": Region.Level(level).label},
            field="region",
        )


def _goes_with_the_roles_held(
    user: User,
    role: str,
    region: Region | None,
    since: datetime.date,
    until: datetime.date | None,
) -> None:
    """Refuse a duplicate role, any other role for an administrator, and a facilitator who is a
    member of the group (domain.md §2)."""
    held = user.assignments.filter(Q(until=None) | Q(until__gt=since)).exclude(until=F("since"))
    if until:
        held = held.filter(since__lt=until)
    if held.filter(role=role, region=region).exists():
        raise RuleBroken(_("%(user)s has this role there in that time.") % {"user": user})
    roles = {role, *held.values_list("role", flat=True)}
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        raise RuleBroken(_("An administrator has no other role. End that one first."))
    if Role.AUDITOR in roles and not roles <= {Role.AUDITOR, Role.MEMBER}:
        raise RuleBroken(_("An auditor has no role that acts. End that one first."))
    if {Role.FACILITATOR, Role.MEMBER} <= roles:
        raise RuleBroken(_("A facilitator is no member of a group. End that role first."))


@transaction.atomic
def begin_role(*, assignment: Assignment, by: User) -> Assignment:
    """Let a role that another administrator gave begin today; the one that waits never begins."""
    require_waiting(assignment)
    if by in (assignment.given_by, assignment.user):
        raise RuleBroken(_("Another administrator than who gave the role lets it begin."))
    waiting = _ended(assignment, assignment.since, by)
    end_sessions(waiting.user)
    return waiting.user.assignments.create(
        role=waiting.role,
        region=waiting.region,
        since=timezone.localdate(),
        until=assignment.until,
        given_by=by,
    )


@transaction.atomic
def stop_role(*, assignment: Assignment, by: User) -> Assignment:
    """An official of the office stops a role on money before it begins."""
    require_waiting(assignment)
    if by == assignment.user:
        raise RuleBroken(_("Ask an administrator to end your own role."))
    return _ended(assignment, assignment.since, by)


@transaction.atomic
def end_assignment(*, assignment: Assignment, on: datetime.date, by: User) -> Assignment:
    """End a role; `on` is the first day without it. A role that has not begun never starts."""
    if assignment.role == Role.ADMINISTRATOR:
        another_administrator_stays(assignment.user)
    ended = _ended(assignment, on, by)
    end_sessions(ended.user, but_of=by)
    return ended


def _ended(assignment: Assignment, on: datetime.date, by: User) -> Assignment:
    assignment = Assignment.objects.select_for_update(of=["self"]).get(pk=assignment.pk)
    if assignment.until and assignment.until <= on:
        raise RuleBroken(_("This role has ended already."))
    assignment.until = max(on, assignment.since)
    assignment.ended_by, assignment.ended_at = by, timezone.now()
    assignment.save(update_fields=["until", "ended_by", "ended_at"])
    return assignment


def another_administrator_stays(user: User) -> None:
    """Locks all administrator rows, so that two cannot end each other concurrently."""
    running = Assignment.objects.running().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    running = running.select_related("user").select_for_update(of=["self", "user"]).order_by("pk")
    if all(row.user_id == user.pk for row in running):
        raise RuleBroken(_("This is the last administrator. Make another one first."))
