"""What moved between two rankings of a round."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from grants.selection.rules.ranking import Candidate, Ranked, RankingRow


@dataclass(frozen=True)
class Move:
    """A group whose row changed; `before` or `now` is None where it had or has none."""

    before: RankingRow | None
    now: RankingRow | None

    @property
    def candidate(self) -> Candidate:
        row = self.now or self.before
        assert row is not None  # a move has at least one of the two
        return row.candidate

    @property
    def change(self) -> Decimal:
        """The change of the total."""
        had, has = ((row.total if row else None) or 0 for row in (self.before, self.now))
        return Decimal(has) - Decimal(had)


def moves(before: Ranked, now: Ranked) -> list[Move]:
    """The rows whose place, total or state changed, in the current order."""
    rows: Iterable[RankingRow] = [*now.rows]
    found = [Move(before.by_candidacy.get(row.candidate.candidacy), row) for row in rows]
    gone = [row for row in before.rows if row.candidate.candidacy not in now.by_candidacy]
    found += [Move(row, None) for row in gone]
    return [each for each in found if position_of(each.before) != position_of(each.now)]


def position_of(row: RankingRow | None) -> tuple[Any, ...]:
    return (row.place, row.total, row.state) if row else ()
