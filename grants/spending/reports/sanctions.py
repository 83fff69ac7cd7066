"""The next letter or sanction for an overdue report (domain.md §6)."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken
from grants.selection.models import Award, Sanction
from grants.spending.reports.paid_grants import paid_grant

Step = Sanction.Step
LADDER = list(Step)  # one after the other


@dataclass(frozen=True)
class NextStep:
    """The next step, the first day it may be issued, and what was due when."""

    step: Sanction.Step
    from_day: datetime.date
    due_on: datetime.date

    @property
    def is_letter(self) -> bool:
        return self.step in Sanction.LETTERS


def next_step(award: Award) -> NextStep | None:
    return step_after(paid_grant(award), award.sanctions.count())


def require_step(award: Award, date: datetime.date, *, letter: bool) -> NextStep:
    """The next step; RuleBroken if it is of the other kind, or may not go out on that day."""
    step = next_step(award)
    if step is None:
        raise RuleBroken(_("Nothing of this grant is due now."))
    if step.is_letter != letter:
        raise RuleBroken(
            _("The letters were sent. The head of office decides what comes next.")
            if letter
            else _("All letters come first. Ask the verifier to send them.")
        )
    if date < step.from_day:
        raise RuleBroken(
            _("%(step)s may go out from %(day)s on.")
            % {"step": step.step.label, "day": day(step.from_day)},
        )
    return step


def step_after(paid: Award | None, taken: int) -> NextStep | None:
    """The next step; None if nothing is due or every step was taken."""
    if paid is None or paid.due_on is None or taken == len(LADDER):
        return None
    step = LADDER[taken]
    days = paid.round.reminder_days
    after = days[LADDER.index(step)] if step in Sanction.LETTERS else days[-1]
    return NextStep(step, paid.due_on + datetime.timedelta(days=after), paid.due_on)
