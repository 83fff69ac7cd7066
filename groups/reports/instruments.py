"""The range of an instrument's totals."""

from decimal import Decimal

from groups.models import Instrument


def range_of(instrument: Instrument) -> tuple[Decimal, Decimal]:
    """The lowest and highest possible total; needs `with_parts`."""
    least = most = Decimal(0)
    for criterion in instrument.criteria.all():
        levels = [level.level for level in criterion.levels.all()]
        least += Decimal(criterion.weight * min(levels)) / instrument.divisor
        most += Decimal(criterion.weight * max(levels)) / instrument.divisor
    return least, most
