"""Assessments of a group by a small instrument: three criteria of 50, 30 and 20, levels 1 to 4."""

import datetime

from django.db import transaction

from foundation import clock
from groups.assessment.actions.assessments import (
    Given,
    begin_assessment,
    begin_second,
    fill_assessment,
    sign_assessment,
)
from groups.assessment.actions.measures import agree_measure
from groups.assessment.models import Answer, Assessment, Measure
from groups.models import Category, Criterion, Dimension, Group, Instrument, Level
from tests.conftest import TODAY
from tests.once import once

WEIGHTS = (50, 30, 20)
CATEGORIES = [("Kurang berhasil", 100, 200), ("Berhasil", 201, 300), ("Sangat berhasil", 301, 400)]


def monitoring() -> Instrument:
    known = Instrument.objects.filter(code="pantau").order_by("version")
    return once("monitoring", lambda: known.first() or make_instrument(1))


@transaction.atomic
def make_instrument(version: int, **more) -> Instrument:
    purpose = {"purpose": Instrument.Purpose.MONITORING} | more
    made = Instrument.objects.create(code="pantau", version=version, name="Pantauan", **purpose)
    part = Dimension.objects.create(instrument=made, number=1, name="Sosial")
    for number, weight in enumerate(WEIGHTS, start=1):
        criterion = Criterion.objects.create(
            instrument=made, dimension=part, number=number, name=f"Ukuran {number}", weight=weight
        )
        Level.objects.bulk_create(
            Level(criterion=criterion, level=level, name=f"Tingkat {level}")
            for level in range(1, 5)
        )
    for name, least, most in CATEGORIES:
        Category.objects.create(instrument=made, name=name, least=least, most=most)
    return made


def given(levels, evidence="Dilihat di buku", instrument=None) -> list[Given]:
    """A level for each criterion in order; None: not answered."""
    criteria = (instrument or monitoring()).criteria.all()
    pairs = zip(criteria, levels, strict=True)
    return [Given(each, level, evidence) for each, level in pairs if level is not None]


def begun(group: Group, by, levels=(), date=TODAY, **more) -> Assessment:
    made = begin_assessment(
        group=group, instrument=monitoring(), date=date, today=TODAY, by=by, **more
    )
    return fill_assessment(assessment=made, answers=given(levels), by=by) if levels else made


def second(group: Group, by, levels) -> Assessment:
    made = begin_second(group=group, date=TODAY, today=TODAY, by=by)
    fill_assessment(assessment=made, answers=given(levels), by=by)
    return sign_assessment(assessment=made, by=by)


def assessed(group: Group, levels=(2, 3, 4), date: datetime.date = TODAY, by=None, **more):
    """A signed assessment, by the facilitator where nobody is named."""
    by = by or group.facilitations.get().facilitator
    made = begun(group, by, levels, date, **more)
    return sign_assessment(assessment=made, by=by)


def written(group: Group, levels=(2, 3, 4), date=TODAY, **more) -> Assessment:
    """The same in few statements, for many groups."""
    by = group.registered_by
    made = Assessment.objects.create(group=group, instrument=monitoring(), date=date, by=by, **more)
    for each in given(levels):
        Answer.objects.create(
            assessment=made, criterion=each.criterion, level=each.level, evidence=each.evidence
        )
    made.signed_at = clock.now()
    made.save(update_fields=["signed_at"])
    return made


def measured(assessment: Assessment, number: int = 1, due_on=TODAY) -> Measure:
    """Coaching agreed for a criterion."""
    return agree_measure(
        answer=assessment.answers.get(criterion__number=number),
        what="Latihan pembukuan",
        due_on=due_on,
        today=TODAY,
        by=assessment.by,
    )
