"""Raise, follow up and close problems of a group."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import FollowUp, Group, Meeting, Problem
from groups.rules.due_days import require_due_later


@transaction.atomic
def raise_problem(
    *,
    group: Group,
    kind: str,
    what: str,
    who: str = "",
    due_on: datetime.date | None = None,
    raised_on: datetime.date,
    meeting: Meeting | None = None,
    by: User,
) -> Problem:
    """Record a problem with the responsible person and due date."""
    require_due_later(due_on, since=raised_on)
    return Problem.objects.create(
        group=group,
        meeting=meeting,
        kind=kind,
        what=what,
        who=who,
        due_on=due_on,
        raised_on=raised_on,
        raised_by=by,
    )


@transaction.atomic
def follow_up(
    *, problem: Problem, what: str, date: datetime.date, closes: bool, by: User
) -> FollowUp:
    """Record what was done about a problem; `closes` marks it solved."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    if problem.closed_on:
        raise RuleBroken(_("This problem is closed already."))
    if date < problem.raised_on:
        raise RuleBroken(
            _("This day is before the problem was raised. Choose a later day."), field="date"
        )
    if closes:
        problem.closed_on, problem.closed_by = date, by
        problem.save(update_fields=["closed_on", "closed_by"])
    return FollowUp.objects.create(problem=problem, what=what, date=date, by=by)
