"""Load an instrument with its criteria, levels and categories in one transaction."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.instruments import Draft, faults_of
from groups.models import Category, Criterion, Dimension, Instrument, Level


@transaction.atomic
def load_instrument(draft: Draft, why: str = "", by: User | None = None) -> Instrument | None:
    """Save an instrument; returns None if this version exists with the same content.

    Raises RuleBroken if the version exists with other content.
    """
    faults = [] if draft.for_old_results else faults_of(draft)
    if faults:
        raise RuleBroken(f"{draft}: {' '.join(faults)}")
    known = Instrument.objects.with_parts().filter(code=draft.code, version=draft.version).first()
    if known and _content(known) == _content_of_draft(draft):
        return None
    if known:
        raise RuleBroken(
            _("%(instrument)s stands already and says something else. Give it a new version.")
            % {"instrument": draft}
        )
    return _write(draft, why, by)


def _write(draft: Draft, why: str, by: User | None) -> Instrument:
    instrument = Instrument.objects.create(
        code=draft.code,
        version=draft.version,
        name=draft.name,
        name_en=draft.name_en,
        purpose=draft.purpose,
        divisor=draft.divisor,
        for_old_results=draft.for_old_results,
        why=why,
        by=by,
    )
    names = dict.fromkeys((each.dimension, each.dimension_en) for each in draft.criteria)
    dimensions = {
        name: Dimension.objects.create(
            instrument=instrument,
            number=number,
            name=name,
            name_en=name_en,
            tie=draft.ties.index(name) + 1 if name in draft.ties else None,
        )
        for number, (name, name_en) in enumerate(names, start=1)
    }
    for each in draft.criteria:
        criterion = Criterion.objects.create(
            instrument=instrument,
            dimension=dimensions[each.dimension],
            number=each.number,
            aspect=each.aspect,
            name=each.name,
            name_en=each.name_en,
            weight=each.weight,
        )
        Level.objects.bulk_create(
            Level(criterion=criterion, level=level.level, name=level.name, name_en=level.name_en)
            for level in each.levels
        )
    Category.objects.bulk_create(
        Category(
            instrument=instrument,
            name=each.name,
            name_en=each.name_en,
            least=each.least,
            most=each.most,
        )
        for each in draft.categories
    )
    return instrument


def _content(instrument: Instrument) -> tuple[Any, ...]:
    """The content of a stored instrument, in the shape of `_content_of_draft`."""
    criteria = [
        (
            each.number,
            each.dimension.name,
            each.name,
            each.weight,
            sorted((level.level, level.name) for level in each.levels.all()),
        )
        for each in instrument.criteria.all()
    ]
    ranges = sorted((each.least, each.most, each.name) for each in instrument.categories.all())
    return instrument.purpose, instrument.divisor, instrument.for_old_results, criteria, ranges


def _content_of_draft(draft: Draft) -> tuple[Any, ...]:
    criteria = [
        (
            each.number,
            each.dimension,
            each.name,
            each.weight,
            sorted((level.level, level.name) for level in each.levels),
        )
        for each in sorted(draft.criteria, key=lambda each: each.number)
    ]
    ranges = sorted((each.least, each.most, each.name) for each in draft.categories)
    return draft.purpose, draft.divisor, draft.for_old_results, criteria, ranges
