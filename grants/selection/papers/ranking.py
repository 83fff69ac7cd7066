"""The minutes of the ranking."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.formatting import date_in_words, points
from grants.selection.models import Finding, ObjectionAnswer, Round
from grants.selection.reports.ranking_words import place_of, result_of, state_and_reason
from grants.selection.reports.rankings import name_of
from grants.selection.rules.ranking import Ranked
from papers.content import Table, content, official
from papers.minutes import named
from papers.office import signature_of
from papers.parts import heading, numbered, texts


@official
def ranking_content(
    selection_round: Round,
    ranked: Ranked,
    *,
    team: list[str],
    date: datetime.date,
    upheld: Sequence[ObjectionAnswer] = (),
) -> dict:
    """Minutes of the ranking: score parts, tie-breaks, exceptions and the snapshot.

    `upheld` are the answers after which it was ranked anew.
    """
    instrument, office = selection_round.instrument, selection_round.district
    signed = [signature_of(office, date, _("Team"), name=name) for name in team]
    opening = _("On this day %(day)s, the team that ranks the groups of %(round)s has met:")
    return content(
        title=_("Minutes of the ranking"),
        about=str(selection_round),
        facts=[
            (_("Instrument"), f"{instrument.name} v{instrument.version}"),
            (_("Groups scored"), str(len(ranked.rows))),
            (_("Quota"), str(selection_round.places)),
            (_("Budget"), selection_round.budget),
        ],
        paragraphs=[_rule(selection_round, ranked)],
        tables=[_table(ranked)],
        closing=[*_exceptions(ranked), *_changes(upheld)],
        signatures=signed,
        parts=[
            heading(_("MINUTES OF THE RANKING"), str(selection_round).upper()),
            texts(opening % {"day": date_in_words(date), "round": selection_round}),
            numbered(named(each) for each in signed),
            texts(_("The groups were ranked by their scores, as follows.")),
            "facts",
            "paragraphs",
            "tables",
            "closing",
            texts(_("These minutes are made truthfully and signed by the whole team.")),
            "signatures",
        ],
        data={
            "round": selection_round.pk,
            "snapshot": ranked.snapshot.as_data(),
            "result": result_of(ranked),
        },
    )


def _rule(selection_round: Round, ranked: Ranked) -> str:
    ties = [ranked.snapshot.dimensions[number] for number in ranked.snapshot.ties]
    return _(
        "Of equal points the order is decided by: %(ties)s, the earlier formed group, a public"
        " lot. Pass mark %(mark)s."
    ) % {"ties": ", ".join(ties), "mark": selection_round.pass_mark}


def _table(ranked: Ranked) -> Table:
    dimensions = ranked.snapshot.dimensions
    return Table(
        columns=[_("No."), _("Group"), *dimensions.values(), _("Points"), _("Result")],
        rows=[
            [
                place_of(row),
                row.candidate.group,
                *(points(row.parts.get(number)) for number in dimensions),
                points(row.total),
                state_and_reason(ranked, row),
            ]
            for row in ranked.rows
        ],
    )


def _changes(upheld: Sequence[ObjectionAnswer]) -> list[str]:
    text = _("Ranked anew after the objection to %(group)s: %(outcome)s. %(reasons)s")
    return [
        text
        % {
            "group": answer.objection.candidacy.group,
            "outcome": answer.get_effect_display(),
            "reasons": answer.reasons,
        }
        for answer in upheld
    ]


def _exceptions(ranked: Ranked) -> list[str]:
    """The exceptions that verifiers granted to the ranked groups, with their reasons."""
    names = {row.candidate.candidacy: row.candidate.group for row in ranked.rows}
    latest: dict[tuple[int, str], Finding] = {}
    for finding in Finding.objects.filter(candidacy__in=names).order_by("at", "pk"):
        latest[finding.candidacy_id, finding.rule] = finding
    granted = [each for each in latest.values() if each.result == Finding.Result.EXCEPTION]
    if not granted:
        return [_("No exception was granted.")]
    text = _("Exception granted to %(group)s: %(rule)s. Reason: %(reason)s")
    return [
        text
        % {
            "group": names[each.candidacy_id],
            "rule": name_of(each.rule),
            "reason": each.evidence,
        }
        for each in granted
    ]
