"""What an instrument comes to."""

from decimal import Decimal

from groups.models import Instrument


def range_of(instrument: Instrument) -> tuple[Decimal, Decimal]:
    """The lowest and the highest total; after `whole`."""
    least = most = Decimal(0)
    for criterion in instrument.criteria.all():
        levels = [level.level for level in criterion.levels.all()]
        least += Decimal(criterion.weight * min(levels)) / instrument.divisor
        most += Decimal(criterion.weight * max(levels)) / instrument.divisor
    return least, most
