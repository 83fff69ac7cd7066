"""What a decree made of each group of its round: decreed, in reserve, or out."""

from django.utils.translation import gettext_lazy as _

from grants.selection.models import Award, Decree, Round
from grants.selection.reports.rankings import ranking_of
from grants.selection.rules.ranking import RankingState

DECREED, RESERVE, OUT = "decreed", "reserve", "out"
OUTCOMES = {DECREED: _("Decreed"), RESERVE: _("Reserve"), OUT: _("Not chosen")}
KINDS = {DECREED: "ok", RESERVE: "wait", OUT: "plain"}


def outcomes_of(selection_round: Round) -> dict[int, str]:
    """The outcome by candidacy; empty before the decree."""
    if not Decree.objects.filter(round=selection_round).exists():
        return {}
    awards = Award.objects.in_force().filter(round=selection_round)
    every = selection_round.candidacies.values_list("pk", flat=True)
    reserve = ranking_of(selection_round).of(RankingState.RESERVE)
    return (
        dict.fromkeys(every, OUT)
        | dict.fromkeys((row.candidate.candidacy for row in reserve), RESERVE)
        | dict.fromkeys(awards.values_list("candidacy", flat=True), DECREED)
    )
