"""The ranking of a round as of any moment, and the movements since.

Score sheets, findings, withdrawals, objections and answers are append-only, so filtering by time
gives the snapshot as of any moment. A closed round uses the frozen snapshot of its minutes.
"""

import dataclasses
import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Max, QuerySet
from django.utils import timezone

from foundation.statements import compiled_once
from grants.selection.models import (
    Candidacy,
    Document,
    Lot,
    ObjectionAnswer,
    Ranking,
    Round,
    Score,
    ScoreSheet,
)
from grants.selection.reports.hidden import scored_by_less_than_two, without_finding
from grants.selection.reports.requirements import requirements
from grants.selection.rules.ranking import Candidate, Measure, Ranked, Snapshot, rank
from grants.selection.rules.requirements import NAMES, grant_of
from groups.models import Criterion, Membership

Effect = ObjectionAnswer.Effect


@dataclass(frozen=True)
class History:
    """The minutes of a closed round, if any, and what changed its ranking afterwards."""

    ranking: Ranking | None
    lots: dict[int, int]
    withdrawn: list[tuple[int, datetime.datetime]]
    answers: list[ObjectionAnswer]  # that upheld an objection

    @cached_property
    def frozen(self) -> Snapshot:
        assert self.ranking is not None  # only a closed round has one
        return frozen_snapshot(self.ranking)


def history_of(selection_round: Round) -> History:
    rankings, pk = _ranking_with_paper(selection_round.pk), selection_round.pk
    if not rankings:
        return History(None, {}, [], [])
    return History(rankings[0], dict(_lots(rankings[0].pk)), _withdrawals(pk), _upheld_answers(pk))


@compiled_once
def _ranking_with_paper(selection_round: int) -> QuerySet[Ranking]:
    return Ranking.objects.filter(round=selection_round).select_related("paper")


@compiled_once
def _lots(ranking: int) -> QuerySet[Any, tuple[int, int]]:
    return Lot.objects.filter(ranking=ranking).values_list("candidacy", "number")


@compiled_once
def _withdrawals(selection_round: int) -> QuerySet[Candidacy, tuple[int, datetime.datetime]]:
    rows = Candidacy.objects.filter(round=selection_round, withdrawal__isnull=False).order_by()
    return rows.values_list("pk", "withdrawal__at")


@compiled_once
def _upheld_answers(selection_round: int) -> QuerySet[ObjectionAnswer]:
    rows = ObjectionAnswer.objects.filter(objection__round=selection_round)
    rows = rows.exclude(effect=Effect.NONE).order_by("at", "pk")
    return rows.select_related("objection__candidacy__group", "criterion", "by")


def ranking_of(
    selection_round: Round, at: datetime.datetime | None = None, history: History | None = None
) -> Ranked:
    """The ranking now or as of `at`: closed with upheld objections applied, or running."""
    at, history = at or timezone.now(), history or history_of(selection_round)
    if history.ranking and history.ranking.at <= at:
        return rank(effective_snapshot(history, at), closed=True)
    return rank(running_snapshot(selection_round, at))


def frozen_snapshot(ranking: Ranking) -> Snapshot:
    """The snapshot read from the minutes of the ranking."""
    return Snapshot.read(ranking.paper.content["data"]["snapshot"])


def effective_snapshot(history: History, at: datetime.datetime) -> Snapshot:
    """The frozen snapshot with later lots, without withdrawn groups, with upheld objections."""
    left = {candidacy for candidacy, left_at in history.withdrawn if left_at <= at}
    upheld = defaultdict(list)
    for answer in history.answers:
        if answer.at <= at:
            upheld[answer.objection.candidacy_id].append(answer)

    def change(candidate: Candidate) -> Candidate | None:
        if candidate.candidacy in left:
            return None
        changed: Candidate | None = dataclasses.replace(
            candidate, lot=history.lots.get(candidate.candidacy)
        )
        for answer in upheld[candidate.candidacy]:
            changed = changed and with_answer(changed, answer)
        return changed

    return history.frozen.changed(change)


def with_answer(candidate: Candidate, answer: ObjectionAnswer) -> Candidate | None:
    match answer.effect:
        case Effect.REMOVED:
            return None
        case Effect.MET:
            return dataclasses.replace(candidate, unmet=())
        case Effect.SCORE:
            levels: dict[int, Any] = {**(candidate.levels or {})}
            assert answer.criterion is not None  # an answer of this effect names one
            levels[answer.criterion.number] = answer.level
            return dataclasses.replace(candidate, levels=levels)
    return candidate


def running_snapshot(selection_round: Round, at: datetime.datetime | None = None) -> Snapshot:
    """The snapshot of a round that is not closed; a constant number of queries."""
    at = at or timezone.now()
    rows = (
        Candidacy.objects.filter(round=selection_round, at__lte=at)
        .exclude(withdrawal__at__lte=at)
        .select_related("group__village")
    )
    candidacies = list(rows)
    for each in candidacies:
        each.round = selection_round
    levels, lacks = levels_of(selection_round, at), unmet_of(selection_round, candidacies, at)
    amounts = amounts_of(selection_round, candidacies, at)
    return Snapshot(
        places=selection_round.places,
        budget=selection_round.budget,
        pass_mark=selection_round.pass_mark,
        **instrument_of(selection_round),
        candidates=tuple(
            Candidate(
                candidacy=each.pk,
                group=str(each.group),
                village=each.group.village.name,
                business=each.group.business,
                formed_on=each.group.formed_on,
                amount=amounts[each.pk],
                levels=levels.get(each.pk),
                unmet=tuple(lacks[each.pk]),
            )
            for each in candidacies
        ),
    )


def instrument_of(selection_round: Round) -> dict[str, Any]:
    """The instrument's part of a snapshot."""
    instrument = selection_round.instrument
    dimensions = list(instrument.dimensions.all())
    criteria = Criterion.objects.filter(instrument=instrument).annotate(top=Max("levels__level"))
    number_of = {each.pk: each.number for each in dimensions}
    ties = sorted((each for each in dimensions if each.tie), key=lambda each: each.tie or 0)
    return {
        "divisor": instrument.divisor,
        "measures": tuple(
            Measure(each.number, each.name, number_of[each.dimension_id], each.weight, each.top)
            for each in criteria.order_by("number")
        ),
        "dimensions": {each.number: each.name for each in dimensions},
        "ties": tuple(each.number for each in ties),
    }


def sheets_of(selection_round: Round, at: datetime.datetime) -> QuerySet[ScoreSheet]:
    """The score sheet of each group that counted at that moment."""
    return ScoreSheet.objects.filter(candidacy__round=selection_round).counting(at).order_by()


def levels_of(selection_round: Round, at: datetime.datetime) -> dict[int, dict[int, int]]:
    """Levels by candidacy and criterion; scored candidacies only."""
    counting = sheets_of(selection_round, at).values("pk")
    rows = Score.objects.filter(sheet__in=counting).order_by()
    levels: dict[int, dict[int, int]] = defaultdict(dict)
    for candidacy, number, level in rows.values_list(
        "sheet__candidacy", "criterion__number", "level"
    ):
        levels[candidacy][number] = level
    return dict(levels)


def unmet_of(
    selection_round: Round, candidacies: list[Candidacy], at: datetime.datetime
) -> dict[int, list[str]]:
    """Names of unmet rules and missing documents (`paper:minutes`), by candidacy.

    What one of two verifiers found is left out until both have scored: lists are read by both.
    """
    day = timezone.localdate(at)
    found = requirements(candidacies, day, at)
    if selection_round.two_scores and not selection_round.has_ranking:
        half = scored_by_less_than_two().filter(round=selection_round).values_list("pk", flat=True)
        found |= {
            key: [without_finding(each) for each in found[key]] for key in half if key in found
        }
    kept = defaultdict(set)
    rows = Document.objects.filter(candidacy__in=candidacies, at__lte=at)
    for candidacy, kind in rows.order_by().values_list("candidacy", "kind").distinct():
        kept[candidacy].add(kind)
    return {
        each.pk: [one.rule for one in found[each.pk] if not one.is_met]
        + [f"paper:{kind}" for kind in selection_round.documents if kind not in kept[each.pk]]
        for each in candidacies
    }


def name_of(lacking: str) -> str:
    """The label of an unmet rule or missing document."""
    kind = lacking.removeprefix("paper:")
    if kind == lacking:
        return str(NAMES.get(kind, kind))
    return str(dict(Document.Kind.choices).get(kind, kind))


def amounts_of(
    selection_round: Round, candidacies: list[Candidacy], at: datetime.datetime
) -> dict[int, int]:
    """The grant of each: the round's amount, or an amount a member if the programme has one."""
    rows = Membership.objects.running(timezone.localdate(at))
    rows = rows.filter(group__in=[each.group_id for each in candidacies])
    members = Counter(rows.values_list("group", flat=True))
    rules, amount = selection_round.rules, selection_round.amount
    return {each.pk: grant_of(rules, amount, members[each.group_id]) for each in candidacies}
