"""The ranking of a round, a pure function of a snapshot (domain.md §7).

No database and no clock: the same snapshot always gives exactly the same ranking.
Points = weight x level / divisor, each written with two decimals; a total is their sum.
"""

import dataclasses
import datetime
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.rules.levels import points

NOT_DRAWN = 10**6  # sorts after all drawn lots


class RankingState(StrEnum):
    LISTED = "listed"  # within quota and budget
    HELD = "held"  # within, but with an unmet requirement
    RESERVE = "reserve"
    BELOW = "below"  # below the pass mark
    UNMET = "unmet"  # unmet requirement when closed: no place
    UNSCORED = "unscored"


@dataclass(frozen=True)
class Measure:
    """A criterion of the instrument with its weight; `top` is its highest level."""

    number: int
    name: str
    dimension: int
    weight: int
    top: int


@dataclass(frozen=True)
class Candidate:
    """A proposed group: `levels` by criterion, None until scored; `unmet` names unmet rules."""

    candidacy: int
    group: str
    village: str
    business: str
    formed_on: datetime.date
    amount: int
    levels: dict[int, int] | None = None
    unmet: tuple[str, ...] = ()
    lot: int | None = None


@dataclass(frozen=True)
class Snapshot:
    """The complete input of a ranking. `ties`: the dimensions that break equal totals."""

    places: int
    budget: int
    pass_mark: int
    divisor: int
    measures: tuple[Measure, ...]
    dimensions: dict[int, str]
    ties: tuple[int, ...]
    candidates: tuple[Candidate, ...]

    def as_data(self) -> dict[str, Any]:
        """Strings and integers, to be frozen in a paper."""
        data = dataclasses.asdict(self)
        for candidate in data["candidates"]:
            candidate["formed_on"] = candidate["formed_on"].isoformat()
        return data

    @classmethod
    def read(cls, data: dict[str, Any]) -> "Snapshot":
        """Inverse of `as_data`; also accepts JSON, which turns integer keys into strings."""
        return cls(
            **{name: data[name] for name in ("places", "budget", "pass_mark", "divisor")},
            measures=tuple(Measure(**each) for each in data["measures"]),
            dimensions=by_number(data["dimensions"]),
            ties=tuple(data["ties"]),
            candidates=tuple(read_candidate(each) for each in data["candidates"]),
        )

    def changed(self, change: Callable[[Candidate], Candidate | None]) -> "Snapshot":
        """A copy with `change` applied to each candidate; None removes it."""
        candidates = (change(each) for each in self.candidates)
        return dataclasses.replace(
            self, candidates=tuple(each for each in candidates if each is not None)
        )

    @cached_property
    def most(self) -> dict[int, Decimal]:
        """The maximum points of a dimension."""
        return summed(self, {each.number: each.top for each in self.measures})


def by_number(data: dict[str, Any]) -> dict[int, Any]:
    return {int(number): value for number, value in data.items()}


def read_candidate(data: dict[str, Any]) -> Candidate:
    levels = data["levels"]
    return Candidate(
        **data
        | {
            "formed_on": datetime.date.fromisoformat(data["formed_on"]),
            "levels": None if levels is None else by_number(levels),
            "unmet": tuple(data["unmet"]),
        }
    )


def summed(snapshot: Snapshot, levels: dict[int, int]) -> dict[int, Decimal]:
    """Points by dimension."""
    sums = dict.fromkeys(snapshot.dimensions, Decimal("0.00"))
    for each in snapshot.measures:
        sums[each.dimension] += points(each.weight, levels[each.number], snapshot.divisor)
    return sums


@dataclass
class RankingRow:
    """A group's row in the ranking; `decided_by` is the tie-break against the row before."""

    candidate: Candidate
    parts: dict[int, Decimal] = field(default_factory=dict)  # points by dimension
    total: Decimal | None = None
    state: RankingState = RankingState.UNSCORED
    place: int | None = None
    reserve: int | None = None
    decided_by: int | str = ""  # a dimension's number, "formed_on", "lot", or "" for nothing

    @property
    def is_undecided(self) -> bool:
        """Equal in every key with the row before, so a lot must be drawn."""
        return self.decided_by == "undecided"


@dataclass(frozen=True)
class Ranked:
    snapshot: Snapshot
    rows: tuple[RankingRow, ...]

    def of(self, *states: RankingState) -> list[RankingRow]:
        return [row for row in self.rows if row.state in states]

    @cached_property
    def by_candidacy(self) -> dict[int, RankingRow]:
        return {row.candidate.candidacy: row for row in self.rows}

    @property
    def listed(self) -> list[RankingRow]:
        return self.of(RankingState.LISTED)

    @property
    def reserves(self) -> list[RankingRow]:
        return self.of(RankingState.RESERVE)

    @property
    def amount(self) -> int:
        """The total of the listed groups' grants, in whole rupiah."""
        return sum(row.candidate.amount for row in self.listed)

    @property
    def gap(self) -> Decimal | None:
        """The points between the last listed group and the first reserve."""
        within = self.of(RankingState.LISTED, RankingState.HELD)
        if not within or not self.reserves:
            return None
        return score(within[-1]) - score(self.reserves[0])

    def to_be_drawn(self) -> list[list[Candidate]]:
        """Passed groups in a full tie, which need lots."""
        passed = [row for row in self.rows if row.place and row.state != RankingState.BELOW]
        sets: list[list[Candidate]] = []
        for before, row in pairwise(passed):
            if row.is_undecided:
                if not sets or sets[-1][-1] != before.candidate:
                    sets.append([before.candidate])
                sets[-1].append(row.candidate)
        return sets


def rank(snapshot: Snapshot, *, closed: bool = False) -> Ranked:
    """Rank the candidates, best first. While a round runs, a group with unmet rules keeps its
    place; once closed it has none, and the next one moves up."""
    scored, rest = [], []
    for candidate in snapshot.candidates:
        row = RankingRow(candidate)
        if candidate.levels is None:
            rest.append(row)
            continue
        row.parts = summed(snapshot, candidate.levels)
        row.total = sum(row.parts.values(), Decimal("0.00"))
        if closed and candidate.unmet:
            row.state = RankingState.UNMET
            rest.append(row)
        else:
            scored.append(row)
    scored.sort(key=lambda row: order(snapshot, row))
    settle(snapshot, scored)
    rest.sort(key=lambda row: (row.total is None, -(row.total or 0), row.candidate.group))
    return Ranked(snapshot, (*scored, *rest))


def order(snapshot: Snapshot, row: RankingRow) -> tuple[Any, ...]:
    """The sort key: total, the dimensions of `ties`, formation date, lot (domain.md §7)."""
    candidate = row.candidate
    return (
        -score(row),
        *(-row.parts[number] for number in snapshot.ties),
        candidate.formed_on,
        candidate.lot or NOT_DRAWN,
        candidate.group,
        candidate.candidacy,
    )


def score(row: RankingRow) -> Decimal:
    """The total of a row that was scored."""
    assert row.total is not None
    return row.total


def settle(snapshot: Snapshot, scored: list[RankingRow]) -> None:
    """Set place and state of each row; groups are listed until quota or budget run out."""
    left, money, is_open = snapshot.places, snapshot.budget, True
    reserve = 0
    for place, row in enumerate(scored, start=1):
        row.place = place
        is_open = is_open and left > 0 and row.candidate.amount <= money
        if score(row) < snapshot.pass_mark:
            row.state = RankingState.BELOW
        elif is_open:
            row.state = RankingState.HELD if row.candidate.unmet else RankingState.LISTED
            left, money = left - 1, money - row.candidate.amount
        else:
            reserve += 1
            row.state, row.reserve = RankingState.RESERVE, reserve
    for before, row in pairwise(scored):
        if before.total == row.total:
            row.decided_by = decider(snapshot, before, row)


def decider(snapshot: Snapshot, before: RankingRow, row: RankingRow) -> int | str:
    for number in snapshot.ties:
        if before.parts[number] != row.parts[number]:
            return number
    if before.candidate.formed_on != row.candidate.formed_on:
        return "formed_on"
    if before.candidate.lot != row.candidate.lot:
        return "lot"
    return "undecided"


def require_drawn(ranked: Ranked, lots: dict[int, int]) -> None:
    if len(set(lots.values())) < len(lots):
        raise RuleBroken(_("Each group draws a number of its own."))
    if equal := ranked.to_be_drawn():
        groups = ", ".join(each.group for each in equal[0])
        raise RuleBroken(_("Equal in all: %(groups)s. Draw a lot in public.") % {"groups": groups})
