"""Proposed lists: the one awaiting a decision, reserve groups, and changes since."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.statements import compiled_once
from grants.selection.models import Award, ListProposal, Round
from grants.selection.reports.rankings import ranking_of
from grants.selection.rules.ranking import RankingRow, RankingState


def waiting_proposal(selection_round: Round) -> ListProposal | None:
    """The list awaiting the head of office; at most one."""
    return next(iter(_waiting(selection_round.pk)), None)


@compiled_once
def _waiting(selection_round: int) -> QuerySet[ListProposal]:
    rows = ListProposal.objects.filter(round=selection_round, returned=None, decree=None)
    return rows.select_related("by", "round__district")[:1]


def proposed_by(proposal: ListProposal) -> str:
    words = {"name": proposal.by.name, "day": day(proposal.date)}
    return _("Proposed by %(name)s on %(day)s") % words


def could_rise(selection_round: Round, leaving: list[Award]) -> list[RankingRow]:
    """The reserve groups, in order, that fit quota and budget once these awards are revoked."""
    awards = Award.objects.filter(round=selection_round)
    stay = awards.in_force().exclude(pk__in=[award.pk for award in leaving])
    places = selection_round.places - len(stay)
    money = selection_round.budget - sum(award.amount for award in stay)
    had = set(awards.values_list("candidacy", flat=True))
    rising = []
    for row in ranking_of(selection_round).of(RankingState.LISTED, RankingState.RESERVE):
        if row.candidate.candidacy in had:
            continue
        if not places or row.candidate.amount > money:
            break
        rising.append(row)
        places, money = places - 1, money - row.candidate.amount
    return rising


def changed_since(proposal: ListProposal) -> bool:
    """Whether the groups to be added differ from those that the ranking gives now."""
    listed = list(proposal.listed.all())
    coming = [(row.candidacy_id, row.amount) for row in listed if not row.leaves]
    leaving = [row.candidacy_id for row in listed if row.leaves]
    if not proposal.round.decrees.exists():
        expected = ranking_of(proposal.round).listed
    else:
        awards = Award.objects.in_force().filter(candidacy__in=leaving)
        expected = could_rise(proposal.round, list(awards))
    return coming != [(row.candidate.candidacy, row.candidate.amount) for row in expected]


def proposal_page(proposal: ListProposal) -> dict[str, Any]:
    """Context for the head of office before signing: groups added, removed, and the cost."""
    listed = list(proposal.listed.select_related("candidacy__group__village"))
    coming = [row for row in listed if not row.leaves]
    leaving = [row for row in listed if row.leaves]
    gone = [row.candidacy_id for row in leaving]
    stay = list(Award.objects.in_force().filter(round=proposal.round).exclude(candidacy__in=gone))
    amount = sum(row.amount for row in coming) + sum(award.amount for award in stay)
    totals = ranking_of(proposal.round).by_candidacy
    return {
        "coming": [(row, totals.get(row.candidacy_id)) for row in coming],
        "leaving": leaving,
        "stay": stay,
        "count": len(coming) + len(stay),
        "amount": amount,
        "left": proposal.round.budget - amount,
    }
