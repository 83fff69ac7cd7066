"""The public list of candidates."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day, points
from grants.selection.models import Round
from grants.selection.reports.ranking_words import place_of, state_of
from grants.selection.rules.ranking import Ranked
from papers.content import Table, content, official
from papers.office import for_the_head
from papers.parts import GENERAL, heading
from papers.wording import filled, words_of


@official
def candidates_content(
    selection_round: Round,
    ranked: Ranked,
    *,
    until: datetime.date,
    date: datetime.date,
    by: User,
    changed: bool = False,
) -> dict:
    """The list for the village board: groups, villages and points, no personal data."""
    words = words_of(selection_round.district)
    text = words["candidates_changed" if changed else "candidates_text"]
    return content(
        title=_("List of candidates for the grant"),
        about=str(selection_round),
        facts=[
            (_("Quota"), str(selection_round.places)),
            (_("Grant a group"), selection_round.amount),
            (_("Objections until"), day(until)),
        ],
        paragraphs=filled(text, batas=day(until)),
        tables=[_table(ranked)],
        closing=filled(words["candidates_closing"]),
        signatures=[for_the_head(selection_round.district, date, by)],
        parts=[
            heading(
                _("PUBLIC NOTICE"),
                _("LIST OF CANDIDATES FOR THE AID"),
                str(selection_round).upper(),
            ),
            *GENERAL,
        ],
        data={"round": selection_round.pk},
    )


def _table(ranked: Ranked) -> Table:
    return Table(
        columns=[_("No."), _("Group"), _("Village"), _("Points"), _("Result")],
        rows=[
            [
                place_of(row),
                row.candidate.group,
                row.candidate.village,
                points(row.total),
                state_of(row),
            ]
            for row in ranked.rows
        ],
    )
