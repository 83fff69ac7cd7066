"""Begin, fill, sign and settle assessments of a group."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation import clock
from foundation.days import require_day
from foundation.rules import refusals_in_words
from groups.assessment.models import Answer, Assessment
from groups.assessment.rules.assessments import (
    answers_of,
    nothing_differs,
    require_differing,
    require_instrument,
    require_no_draft,
    require_second,
    require_to_fill,
    require_whole,
    signed_already,
    two_of,
)
from groups.models import Group, Instrument
from groups.photos import Picture, keep_photo
from groups.rules.levels import Judged, settled_between, settled_levels


@dataclass(frozen=True)
class Given(Judged):
    """The level of a criterion, what shows it, and a photo of that."""

    photo: Picture | None = None


@transaction.atomic
def begin_assessment(
    *,
    group: Group,
    instrument: Instrument,
    date: datetime.date,
    by_two: bool = False,
    today: datetime.date,
    by: User,
) -> Assessment:
    """Begin an assessment; with `by_two` another person assesses the group as well, blind."""
    require_no_draft(group, by)
    require_instrument(instrument)
    require_day(date, today=today, first=group.formed_on, why=_("The group was formed on %(day)s."))
    with refusals_in_words():
        return Assessment.objects.create(
            group=group, instrument=instrument, date=date, by_two=by_two, by=by
        )


@transaction.atomic
def begin_second(
    *, group: Group, date: datetime.date, today: datetime.date, by: User
) -> Assessment:
    """Begin the second assessment beside one that waits for it, without seeing that."""
    first = require_second(group, by)
    require_day(date, today=today, first=group.formed_on, why=_("The group was formed on %(day)s."))
    with refusals_in_words():
        return Assessment.objects.create(
            group=group, instrument=first.instrument, date=date, beside=first, by=by
        )


@transaction.atomic
def fill_assessment(*, assessment: Assessment, answers: Iterable[Given], by: User) -> Assessment:
    """Keep what was found on some criteria; the others stay as they are."""
    require_to_fill(assessment, by)
    with refusals_in_words(
        groups_answer_frozen=signed_already(),
        groups_answer_level=_("Choose a level of the instrument."),
    ):
        for each in answers:
            _keep(assessment, each, by)
    return assessment


def _keep(assessment: Assessment, given: Given, by: User) -> None:
    kept = {"level": given.level, "evidence": given.evidence.strip()}
    if given.photo:
        kept["photo"] = keep_photo(group=assessment.group, picture=given.photo, by=by)
    Answer.objects.update_or_create(assessment=assessment, criterion=given.criterion, defaults=kept)


@transaction.atomic
def sign_assessment(*, assessment: Assessment, by: User) -> Assessment:
    """Freeze the answers; the database reckons the total (`signed_whole`)."""
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    require_whole(assessment, by)
    return _sign(assessment)


def _sign(assessment: Assessment) -> Assessment:
    assessment.signed_at = clock.now()
    with refusals_in_words(groups_assessment_frozen=signed_already()):
        assessment.save(update_fields=["signed_at"])
    assessment.refresh_from_db(fields=["total"])
    return assessment


@transaction.atomic
def settle_assessment(
    *, assessment: Assessment, levels: Mapping[int, int], reason: str, by: User
) -> Assessment:
    """Settle what two assessors found differently: a level by criterion, and why."""
    require_differing(assessment)
    two = two_of(assessment)
    settled = settled_levels(answers_of(two[0]), answers_of(two[1]), levels, reason)
    with refusals_in_words(
        groups_assessment_settles_a_difference=nothing_differs(),
        groups_answer_settled_between=settled_between(),
    ):
        made = Assessment.objects.create(
            group=assessment.group,
            instrument=assessment.instrument,
            date=max(each.date for each in two),
            beside=two[0],
            is_settlement=True,
            reason=reason.strip(),
            by=by,
        )
        for each in settled:
            row = Answer(criterion=each.criterion, level=each.level, evidence=each.evidence)
            row.assessment = made
            row.save()
        return _sign(made)
