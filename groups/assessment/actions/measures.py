"""Agree on coaching for a weak criterion, and write what came of it."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.days import require_day
from foundation.rules import RuleBroken, refusals_in_words
from groups.assessment.models import Answer, Measure, MeasureEnd
from groups.assessment.rules.measures import require_counting, require_open
from groups.rules.due_days import require_due_later


@transaction.atomic
def agree_measure(
    *,
    answer: Answer,
    what: str,
    due_on: datetime.date,
    who: str = "",
    today: datetime.date,
    by: User,
) -> Measure:
    """Write down what coaching was agreed for a criterion, and by when."""
    require_counting(answer.assessment)
    require_due_later(due_on, since=today)
    return Measure.objects.create(answer=answer, what=what.strip(), who=who, due_on=due_on, by=by)


@transaction.atomic
def end_measure(
    *,
    measure: Measure,
    was_done: bool,
    date: datetime.date,
    found: str,
    today: datetime.date,
    by: User,
) -> MeasureEnd:
    """Write down, once, whether a measure was carried out and what came of it."""
    require_open(measure)
    first = measure.answer.assessment.date
    require_day(date, today=today, first=first, why=_("The group was assessed on %(day)s."))
    if not found.strip():
        raise RuleBroken(_("Write what came of it."), field="found")
    with refusals_in_words():
        return MeasureEnd.objects.create(
            measure=measure, was_done=was_done, date=date, found=found.strip(), by=by
        )
