"""An instrument comes into the register as a whole, or not at all."""

from django.db import transaction
from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.instruments import Draft, faults_of
from groups.models import Category, Criterion, Dimension, Instrument, Level


@transaction.atomic
def load_instrument(draft: Draft) -> Instrument | None:
    """Keep an instrument; None where this version stands already. Another text needs a version."""
    faults = [] if draft.for_old_results else faults_of(draft)
    if faults:
        raise RuleBroken(f"{draft}: {' '.join(faults)}")
    known = Instrument.objects.whole().filter(code=draft.code, version=draft.version).first()
    if known and _told(known) == _told_by(draft):
        return None
    if known:
        raise RuleBroken(
            _("%(instrument)s stands already and says something else. Give it a new version.")
            % {"instrument": draft}
        )
    return _write(draft)


def _write(draft: Draft) -> Instrument:
    instrument = Instrument.objects.create(
        code=draft.code, version=draft.version, name=draft.name, name_en=draft.name_en,
        divisor=draft.divisor, for_old_results=draft.for_old_results,
    )  # fmt: skip
    names = dict.fromkeys((each.dimension, each.dimension_en) for each in draft.criteria)
    dimensions = {
        name: Dimension.objects.create(
            instrument=instrument, number=number, name=name, name_en=name_en,
            tie=draft.ties.index(name) + 1 if name in draft.ties else None,
        )
        for number, (name, name_en) in enumerate(names, start=1)
    }  # fmt: skip
    for each in draft.criteria:
        criterion = Criterion.objects.create(
            instrument=instrument, dimension=dimensions[each.dimension], number=each.number,
            aspect=each.aspect, name=each.name, name_en=each.name_en, weight=each.weight,
        )  # fmt: skip
        Level.objects.bulk_create(
            Level(criterion=criterion, level=it.level, name=it.name, name_en=it.name_en)
            for it in each.levels
        )
    Category.objects.bulk_create(
        Category(
            instrument=instrument, name=it.name, name_en=it.name_en, least=it.least, most=it.most
        )
        for it in draft.categories
    )
    return instrument


def _told(instrument: Instrument) -> tuple:
    """All that counts of an instrument, to be compared with what a file tells."""
    criteria = [
        (
            each.number, each.dimension.name, each.name, each.weight,
            sorted((level.level, level.name) for level in each.levels.all()),
        )
        for each in instrument.criteria.all()
    ]  # fmt: skip
    ranges = sorted((each.least, each.most, each.name) for each in instrument.categories.all())
    return instrument.divisor, instrument.for_old_results, criteria, ranges


def _told_by(draft: Draft) -> tuple:
    criteria = [
        (
            each.number, each.dimension, each.name, each.weight,
            sorted((level.level, level.name) for level in each.levels),
        )
        for each in sorted(draft.criteria, key=lambda each: each.number)
    ]  # fmt: skip
    ranges = sorted((each.least, each.most, each.name) for each in draft.categories)
    return draft.divisor, draft.for_old_results, criteria, ranges
