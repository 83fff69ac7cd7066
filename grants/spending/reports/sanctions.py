"""The next letter or sanction for an overdue report (domain.md §6)."""

import datetime
from dataclasses import dataclass

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


def step_after(paid: Award | None, taken: int) -> NextStep | None:
    """The next step; None if nothing is due or every step was taken."""
    if paid is None or paid.due_on is None or taken == len(LADDER):
        return None
    step = LADDER[taken]
    days = paid.round.reminder_days
    after = days[LADDER.index(step)] if step in Sanction.LETTERS else days[-1]
    return NextStep(step, paid.due_on + datetime.timedelta(days=after), paid.due_on)
