"""What two persons found on the same criteria: where they differ, and what settles it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Generic, Protocol, TypeVar

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import Criterion

CENT = Decimal("0.01")


class Found(Protocol):
    """A level on a criterion, as a row of a score sheet or an assessment has it.

    Its fields are Any, as mypy reads no field of Django's as a member of a protocol.
    """

    @property
    def criterion_id(self) -> Any: ...
    @property
    def criterion(self) -> Any: ...
    @property
    def level(self) -> Any: ...
    @property
    def evidence(self) -> Any: ...
    @property
    def author(self) -> User: ...


Row = TypeVar("Row", bound=Found)


@dataclass(frozen=True)
class Judged:
    """The level reached on one criterion, and the evidence."""

    criterion: Criterion
    level: int
    evidence: str


@dataclass(frozen=True)
class Difference(Generic[Row]):
    """A criterion on which two persons' levels differ."""

    criterion: Criterion
    first: Row
    second: Row

    @property
    def levels(self) -> range:
        """The levels that may settle it: from the lower one to the higher one."""
        both = sorted((self.first.level, self.second.level))
        return range(both[0], both[1] + 1)


def points(weight: int, level: int, divisor: int) -> Decimal:
    return (Decimal(weight * level) / divisor).quantize(CENT, ROUND_HALF_UP)


def differences(first: Iterable[Row], second: Iterable[Row]) -> list[Difference[Row]]:
    """Where two lists differ, in the order of the criteria."""
    other = {each.criterion_id: each for each in second}
    pairs = [(each, other[each.criterion_id]) for each in first if each.criterion_id in other]
    return [Difference(one.criterion, one, two) for one, two in pairs if one.level != two.level]


def settled_levels(
    first: Sequence[Row], second: Sequence[Row], levels: Mapping[int, int], reason: str
) -> list[Judged]:
    """All levels once it is settled: `levels` by criterion where the two differ, else theirs.

    The evidence is that of who gave the level, if one did.
    """
    differing = {each.criterion.pk: each for each in differences(first, second)}
    if set(levels) != set(differing):
        raise RuleBroken(_("Settle each criterion on which the two differ."))
    if any(level not in differing[key].levels for key, level in levels.items()):
        raise RuleBroken(settled_between())
    if not reason.strip():
        raise RuleBroken(_("Write why it is settled so."), field="reason")
    other = {each.criterion_id: each for each in second}
    found = []
    for one in first:
        level = levels.get(one.criterion_id, one.level)
        both = (one, other[one.criterion_id])
        evidence = next((each.evidence for each in both if each.level == level), "")
        found.append(Judged(one.criterion, level, evidence))
    return found


def settled_between() -> str:
    return _("Settle each criterion at one of the two levels, or between them.")
