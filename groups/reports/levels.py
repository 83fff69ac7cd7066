"""The levels that somebody found, with their meaning and points."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from foundation.statements import compiled_once
from groups.models import Criterion, Instrument, Level
from groups.rules.levels import Found, points


@dataclass(frozen=True)
class Part:
    """One criterion: weight x level / divisor."""

    criterion: Criterion
    level: int
    meaning: str
    evidence: str
    points: Decimal
    most: Decimal
    row: Any = None


def parts_of(found: Iterable[Found], instrument: Instrument) -> list[Part]:
    levels_of: dict[int, dict[int, Level]] = defaultdict(dict)
    for each in _levels(instrument.pk):
        levels_of[each.criterion_id][each.level] = each
    return [_part(one, levels_of[one.criterion_id], instrument.divisor) for one in found]


def _part(one: Found, levels: dict[int, Level], divisor: int) -> Part:
    weight = one.criterion.weight
    return Part(
        criterion=one.criterion,
        level=one.level,
        meaning=str(levels.get(one.level, "")),
        evidence=one.evidence,
        points=points(weight, one.level, divisor),
        most=points(weight, max(levels), divisor),
        row=one,
    )


@compiled_once
def _levels(instrument: int) -> QuerySet[Level]:
    return Level.objects.filter(criterion__instrument=instrument)
