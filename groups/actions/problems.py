"""Raise, follow up and close problems of a group; name who may see a confidential one."""

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import FollowUp, Group, Meeting, Membership, Problem, ProblemParty, ProblemReader
from groups.rules.due_days import require_due_later
from groups.rules.problems import require_may_be_named, require_open


@transaction.atomic
def raise_problem(
    *,
    group: Group,
    kind: str,
    severity: str = Problem.Severity.MINOR,
    what: str,
    between: Iterable[Membership] = (),
    who: str = "",
    carer: User | None = None,
    due_on: datetime.date | None = None,
    raised_on: datetime.date,
    confidential: bool = False,
    readers: Iterable[User] = (),
    meeting: Meeting | None = None,
    by: User,
) -> Problem:
    """Record a problem, between whom it is, who takes care and by when.

    A confidential one is seen by `by`, `carer` and `readers` alone.
    """
    require_due_later(due_on, since=raised_on)
    if who and carer:
        raise RuleBroken(_("Choose a user or write a name, not both."), field="who")
    readers = {*readers} if confidential else set()
    require_may_be_named(group, [*readers, *([carer] if carer else [])])
    problem = Problem.objects.create(
        group=group,
        meeting=meeting,
        kind=kind,
        severity=severity,
        what=what,
        who=who,
        carer=carer,
        due_on=due_on,
        confidential=confidential,
        raised_on=raised_on,
        raised_by=by,
    )
    ProblemParty.objects.bulk_create(
        ProblemParty(problem=problem, membership=each) for each in between
    )
    ProblemReader.objects.bulk_create(
        ProblemReader(problem=problem, user=user, by=by) for user in readers
    )
    return problem


@transaction.atomic
def follow_up(
    *,
    problem: Problem,
    what: str,
    date: datetime.date,
    closes: bool,
    ended: str = "",
    by: User,
) -> FollowUp:
    """Record a step; `closes` marks the problem solved, and `ended` says how."""
    problem = Problem.objects.select_for_update().get(pk=problem.pk)
    require_open(problem)
    if date < problem.raised_on:
        raise RuleBroken(
            _("This day is before the problem was raised. Choose a later day."), field="date"
        )
    if closes and not ended.strip():
        raise RuleBroken(_("Write how it ended."), field="ended")
    if closes:
        problem.closed_on, problem.closed_by, problem.ended = date, by, ended.strip()
        problem.save(update_fields=["closed_on", "closed_by", "ended"])
    return FollowUp.objects.create(problem=problem, what=what, date=date, by=by)


@transaction.atomic
def name_reader(*, problem: Problem, user: User, by: User) -> ProblemReader:
    """Let one more user see a confidential problem, for good."""
    if not problem.confidential:
        raise RuleBroken(_("This problem is not confidential: the office sees it."))
    require_may_be_named(problem.group, [user], field="user")
    reader, _made = ProblemReader.objects.get_or_create(
        problem=problem, user=user, defaults={"by": by}
    )
    return reader
