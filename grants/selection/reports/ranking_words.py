"""Labels of a ranking: place, state and tie-breaks."""

from typing import Any

from django.utils.translation import gettext as _

from foundation.formatting import points
from grants.selection.reports.rankings import name_of
from grants.selection.rules.ranking import Ranked, RankingRow, RankingState


def state_of(row: RankingRow) -> str:
    """The state of a group as a label."""
    match row.state:
        case RankingState.LISTED:
            return _("Proposed")
        case RankingState.HELD:
            return _("Held")
        case RankingState.RESERVE:
            return _("Reserve %(number)s") % {"number": row.reserve}
        case RankingState.BELOW:
            return _("Below the pass mark")
        case RankingState.UNMET:
            return _("Requirements not met")
    return _("Not scored yet")


def result_of(ranked: Ranked) -> list[list[Any]]:
    """Candidacy, points, place and state, which a recomputation must reproduce."""
    return [
        [row.candidate.candidacy, points(row.total), row.place, row.state.value]
        for row in ranked.rows
    ]


def place_of(row: RankingRow) -> str:
    return str(row.place or "–")


def state_and_reason(ranked: Ranked, row: RankingRow) -> str:
    words = [state_of(row)]
    if row.candidate.unmet:
        words.append(", ".join(name_of(each) for each in row.candidate.unmet))
    if row.decided_by:
        words.append(_("equal points: %(by)s") % {"by": decided_by(ranked, row)})
    return "; ".join(words)


def decided_by(ranked: Ranked, row: RankingRow) -> str:
    """The tie-break that placed a group behind one of equal points."""
    match row.decided_by:
        case int():
            return ranked.snapshot.dimensions[row.decided_by]
        case "formed_on":
            return _("formed later")
        case "lot":
            return _("the public lot")
    return _("a lot is to be drawn")
