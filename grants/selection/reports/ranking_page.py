"""The ranking as page context and as a table: bars, labels, movements and stage."""

import dataclasses
import datetime
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.exports import Column
from foundation.statements import compiled_once
from grants.selection.models import Award, Decree, Objection, Round
from grants.selection.reports.lists import waiting_proposal
from grants.selection.reports.ranking_changes import moved_since
from grants.selection.reports.ranking_words import decided_by, result_of, state_of
from grants.selection.reports.rankings import (
    History,
    history_of,
    name_of,
    ranking_of,
)
from grants.selection.rules.ranking import (
    Candidate,
    Ranked,
    RankingRow,
    RankingState,
    Snapshot,
    rank,
)
from groups.models import Dimension, Group

LOW = 60  # percent: below it the bar is brown
KINDS = {
    RankingState.LISTED: "ok",
    RankingState.HELD: "wait",
    RankingState.RESERVE: "plain",
    RankingState.BELOW: "plain",
    RankingState.UNMET: "bad",
    RankingState.UNSCORED: "wait",
}


@dataclass(frozen=True)
class Bar:
    """Points of one dimension, and the width of their bar."""

    points: Decimal | None
    percent: int

    @property
    def is_low(self) -> bool:
        return self.percent < LOW


@dataclass(frozen=True)
class Shown:
    """A row of the ranking, as the page shows it."""

    ranked: Ranked
    row: RankingRow
    awarded: Collection[int] = ()  # the candidacies that a decree names

    @property
    def candidate(self) -> Candidate:
        return self.row.candidate

    @property
    def business(self) -> str:
        return str(dict(Group.Business.choices).get(self.candidate.business, ""))

    @property
    def bars(self) -> list[Bar]:
        most = self.ranked.snapshot.most
        return [
            Bar(points, round(points * 100 / most[number]) if points and most[number] else 0)
            for number, points in (
                (number, self.row.parts.get(number)) for number in self.ranked.snapshot.dimensions
            )
        ]

    @cached_property
    def state(self) -> str:
        if self.candidate.candidacy in self.awarded:
            return _("Decreed")
        return state_of(self.row)

    @property
    def kind(self) -> str:
        return "ok" if self.candidate.candidacy in self.awarded else KINDS[self.row.state]

    @cached_property
    def decided_by(self) -> str:
        return decided_by(self.ranked, self.row) if self.row.decided_by else ""

    @cached_property
    def lacks(self) -> list[str]:
        return [name_of(each) for each in self.candidate.unmet]

    @property
    def is_behind(self) -> bool:
        return self.row.state not in (RankingState.LISTED, RankingState.HELD)


def end_of(day: datetime.date) -> datetime.datetime:
    """The end of a day, in the current time zone."""
    after = datetime.datetime.combine(day + datetime.timedelta(days=1), datetime.time())
    return timezone.make_aware(after)


def ranking_page(selection_round: Round, *, since: datetime.date) -> dict[str, Any]:
    history = history_of(selection_round)
    ranked = ranking_of(selection_round, history=history)
    awarded = awarded_in(selection_round)
    shown = [Shown(ranked, row, awarded) for row in ranked.rows]
    dimensions = selection_round.instrument.dimensions.all()
    held = ranked.of(RankingState.HELD)
    return stage_of(selection_round) | {
        "ranking": history.ranking,
        "round": selection_round,
        "ranked": ranked,
        "shown": shown,
        "above": [each for each in shown if not each.is_behind],
        "below": [each for each in shown if each.is_behind],
        "columns": [(each, ranked.snapshot.most[each.number]) for each in dimensions],
        "ties": names(dimensions, ranked.snapshot.ties),
        "scored": sum(row.total is not None for row in ranked.rows),
        "held": [each for each in shown if each.row in held],
        "next_up": ranked.reserves[0] if ranked.reserves else None,
        "moved": moved_since(selection_round, end_of(since), ranked, history),
        "answers": history.answers,
        "is_reproduced": is_reproduced(history),
    }


def awarded_in(selection_round: Round) -> set[int]:
    """The candidacies that the decree names, after its addenda."""
    awards = Award.objects.in_force().filter(round=selection_round)
    return set(awards.values_list("candidacy", flat=True))


def names(dimensions: Iterable[Dimension], numbers: tuple[int, ...]) -> str:
    by_number = {each.number: str(each) for each in dimensions}
    return ", ".join(by_number[number].lower() for number in numbers)


def stage_of(selection_round: Round) -> dict[str, Any]:
    """The papers issued so far, which decide what the page offers."""
    public = selection_round.publication_or_none
    unanswered = len(_unanswered(selection_round.pk))
    over = public is not None and public.until < timezone.localdate()
    return {
        "ranking": selection_round.ranking_or_none,
        "publication": public,
        "unanswered": unanswered,
        "objections_over": over and not unanswered,
        "waiting": waiting_proposal(selection_round),
        "decrees": _decrees(selection_round.pk),
    }


@compiled_once
def _unanswered(selection_round: int) -> QuerySet[Objection, int]:
    rows = Objection.objects.filter(round=selection_round, answer=None).order_by()
    return rows.values_list("pk", flat=True)


@compiled_once
def _decrees(selection_round: int) -> QuerySet[Decree]:
    return Decree.objects.filter(round=selection_round).select_related("paper").defer("paper__text")


def is_reproduced(history: History) -> bool | None:
    """Whether recomputing from the frozen snapshot gives the result in the minutes."""
    if history.ranking is None:
        return None
    again = rank(history.frozen, closed=True)
    return result_of(again) == history.ranking.paper.content["data"]["result"]


def with_weights(snapshot: Snapshot, weights: dict[int, int]) -> Snapshot:
    """The same levels under other weights, scaled to the same total."""
    asked, had = sum(weights.values()), sum(each.weight for each in snapshot.measures)
    if not asked:
        return snapshot
    measures = tuple(
        dataclasses.replace(each, weight=weights[each.number] * had) for each in snapshot.measures
    )
    return dataclasses.replace(snapshot, measures=measures, divisor=snapshot.divisor * asked)


def ranking_table(
    selection_round: Round, rows: Iterable[Shown]
) -> tuple[list[Column], list[list[Any]]]:
    """Columns and rows of an export; points are numbers of two decimals."""
    dimensions = list(selection_round.instrument.dimensions.all())
    columns = [Column(_("No.")), Column(_("Group"), 28), Column(_("Village"), 20)]
    columns += [Column(str(each)) for each in dimensions]
    columns += [Column(_("Points")), Column(_("Result"), 20), Column(_("Lacking"), 40)]
    return columns, [
        [
            each.row.place,
            each.candidate.group,
            each.candidate.village,
            *(each.row.parts.get(dimension.number) for dimension in dimensions),
            each.row.total,
            each.state,
            ", ".join(each.lacks),
        ]
        for each in rows
    ]
