"""The minutes of the ranking."""

from django.utils.translation import gettext as _

from foundation.formatting import points
from grants.selection.models import Round
from grants.selection.reports.ranking_words import place_of, result_of, state_and_reason
from grants.selection.rules.ranking import Ranked
from papers.content import Signature, Table, content, official


@official
def ranking_content(selection_round: Round, ranked: Ranked, *, team: list[str]) -> dict:
    """Minutes of the ranking: score parts, tie-breaks and the snapshot."""
    instrument, dimensions = selection_round.instrument, ranked.snapshot.dimensions
    ties = [dimensions[number] for number in ranked.snapshot.ties]
    rule = _(
        "Of equal points the order is decided by: %(ties)s, the earlier formed group, a public"
        " lot. Pass mark %(mark)s."
    )
    return content(
        title=_("Minutes of the ranking"),
        about=str(selection_round),
        facts=[
            (_("Instrument"), f"{instrument.name} v{instrument.version}"),
            (_("Groups scored"), str(len(ranked.rows))),
            (_("Quota"), str(selection_round.places)),
            (_("Budget"), selection_round.budget),
        ],
        paragraphs=[rule % {"ties": ", ".join(ties), "mark": selection_round.pass_mark}],
        tables=[
            Table(
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
        ],
        signatures=[Signature(_("Team"), name) for name in team],
        data={
            "round": selection_round.pk,
            "snapshot": ranked.snapshot.as_data(),
            "result": result_of(ranked),
        },
    )
