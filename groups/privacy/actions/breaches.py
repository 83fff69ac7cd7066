"""Keep the register of breaches: what came out, what was done, whom it was told."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation import clock
from foundation.rules import RuleBroken, refusals_in_words
from groups.privacy.models import Breach, BreachStep
from groups.privacy.papers.breach import breach_content
from groups.privacy.rules.breaches import require_step
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def record_breach(
    *,
    office: Region,
    found_at: datetime.datetime,
    what: str,
    data: str,
    people: int,
    whose: str,
    is_drill: bool = False,
    by: User,
) -> Breach:
    """Write down a breach; its 72 hours run from when it was found."""
    if found_at > clock.now():
        raise RuleBroken(_("This moment has not come yet."), field="day")
    return Breach.objects.create(
        office=office,
        found_at=found_at,
        what=what.strip(),
        data=data.strip(),
        people=people,
        whose=whose.strip(),
        is_drill=is_drill,
        by=by,
    )


@transaction.atomic
def take_breach_step(
    *, breach: Breach, kind: str, done_at: datetime.datetime, what: str, by: User
) -> BreachStep:
    """Write down what was done; telling the authority or the persons issues the letter."""
    require_step(breach, kind, done_at, clock.now())
    step = BreachStep(breach=breach, kind=kind, done_at=done_at, what=what.strip(), by=by)
    if kind in BreachStep.LETTERS:
        date = timezone.localdate(clock.now())
        step.paper = issue_paper(
            Paper.Kind.BREACH,
            office=breach.office,
            content=breach_content(breach, kind, step.what, date, by),
            date=date,
            by=by,
        )
    with refusals_in_words(
        groups_breachstep_after_it_was_found=_("This is before the breach was found."),
        groups_breachstep_closed_last=_("This breach is closed."),
    ):
        step.save()
    return step
