"""The minutes of the ranking."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.formatting import points
from grants.selection.models import Finding, ObjectionAnswer, Round
from grants.selection.reports.ranking_words import place_of, result_of, state_and_reason
from grants.selection.reports.rankings import name_of
from grants.selection.rules.ranking import Ranked
from papers.content import Table, content, official
from papers.minutes import closing, named, opening
from papers.models import Paper
from papers.office import signature_of
from papers.parts import heading, numbered, texts
from papers.wording import filled, words_of


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
    words = words_of(office)
    return content(
        title=_("Minutes of the ranking"),
        about=str(selection_round),
        facts=[
            (_("Instrument"), f"{instrument.name} v{instrument.version}"),
            (_("Groups scored"), str(len(ranked.rows))),
            (_("Quota"), str(selection_round.places)),
            (_("Budget"), selection_round.budget),
        ],
        paragraphs=_rule(words, selection_round, ranked),
        tables=[_table(ranked)],
        closing=[*_exceptions(words, ranked), *_changes(words, upheld)],
        signatures=signed,
        parts=[
            heading(_("MINUTES OF THE RANKING"), str(selection_round).upper()),
            opening(Paper.Kind.RANKING, words, date, program=selection_round),
            numbered(named(each) for each in signed),
            texts(*filled(words["ranking_result"])),
            "facts",
            "paragraphs",
            "tables",
            "closing",
            closing(Paper.Kind.RANKING, words),
            "signatures",
        ],
        data={
            "round": selection_round.pk,
            "snapshot": ranked.snapshot.as_data(),
            "result": result_of(ranked),
        },
    )


def _rule(words: dict[str, str], selection_round: Round, ranked: Ranked) -> list[str]:
    ties = [ranked.snapshot.dimensions[number] for number in ranked.snapshot.ties]
    return filled(
        words["ranking_rule"], urutan=", ".join(ties), nilai_lulus=selection_round.pass_mark
    )


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


def _changes(words: dict[str, str], upheld: Sequence[ObjectionAnswer]) -> list[str]:
    return [
        line
        for answer in upheld
        for line in filled(
            words["ranking_changed"],
            kelompok=answer.objection.candidacy.group,
            hasil=answer.get_effect_display(),
            alasan=answer.reasons,
        )
    ]


def _exceptions(words: dict[str, str], ranked: Ranked) -> list[str]:
    """The exceptions that verifiers granted to the ranked groups, with their reasons."""
    names = {row.candidate.candidacy: row.candidate.group for row in ranked.rows}
    latest: dict[tuple[int, str], Finding] = {}
    for finding in Finding.objects.filter(candidacy__in=names).order_by("at", "pk"):
        latest[finding.candidacy_id, finding.rule] = finding
    granted = [each for each in latest.values() if each.result == Finding.Result.EXCEPTION]
    if not granted:
        return filled(words["ranking_plain"])
    return [
        line
        for each in granted
        for line in filled(
            words["ranking_exception"],
            kelompok=names[each.candidacy_id],
            syarat=name_of(each.rule),
            alasan=each.evidence,
        )
    ]
