"""Whose place in a round changed since a moment, and why."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from grants.selection.models import Candidacy, Round, ScoreSheet
from grants.selection.reports.rankings import History, history_of, name_of, ranking_of
from grants.selection.rules.moves import Move, moves
from grants.selection.rules.ranking import Ranked


@dataclass(frozen=True)
class Moved:
    """A group whose place changed, and why; without causes, because others moved."""

    move: Move
    why: list[str]


def moved_since(
    selection_round: Round,
    since: datetime.datetime,
    now: Ranked | None = None,
    history: History | None = None,
) -> list[Moved]:
    """The movements between a moment and now."""
    history = history or history_of(selection_round)
    before = ranking_of(selection_round, since, history)
    found = moves(before, now or ranking_of(selection_round, history=history))
    causes = causes_since(selection_round, since, history) if found else {}
    return [Moved(move, causes.get(move.candidate.candidacy, [])) for move in found]


def causes_since(
    selection_round: Round, since: datetime.datetime, history: History
) -> dict[int, list[str]]:
    """Labels of the events of each group after a moment; a constant number of queries."""
    causes = defaultdict(list)
    rows = Candidacy.objects.filter(round=selection_round).filter(
        Q(at__gt=since) | Q(withdrawal__at__gt=since)
    )
    for each in rows.select_related("withdrawal"):
        if each.at > since:
            causes[each.pk].append(_("proposed"))
        if each.is_withdrawn and each.withdrawal.at > since:
            causes[each.pk].append(_("left the round: %(why)s") % {"why": each.withdrawal.reason})
    sheets = ScoreSheet.objects.filter(candidacy__round=selection_round, at__gt=since)
    for sheet in sheets.select_related("by").order_by("at"):
        text = _("scored anew by %(name)s: %(why)s") if sheet.reason else _("scored by %(name)s")
        causes[sheet.candidacy_id].append(text % {"name": sheet.by.name, "why": sheet.reason})
    causes_of_rules(selection_round, since, causes)
    for answer in history.answers:
        if answer.at > since:
            text = _("objection upheld: %(why)s") % {"why": answer.reasons}
            causes[answer.objection.candidacy_id].append(text)
    return causes


def causes_of_rules(
    selection_round: Round, since: datetime.datetime, causes: dict[int, list[str]]
) -> None:
    candidacies = Candidacy.objects.filter(round=selection_round)
    findings = candidacies.filter(findings__at__gt=since)
    for candidacy, rule, evidence in findings.values_list(
        "pk", "findings__rule", "findings__evidence"
    ):
        causes[candidacy].append(f"{name_of(rule)}: {evidence}")
    documents = candidacies.filter(documents__at__gt=since)
    for candidacy, kind in documents.values_list("pk", "documents__kind").distinct():
        causes[candidacy].append(_("paper added: %(kind)s") % {"kind": name_of(f"paper:{kind}")})
