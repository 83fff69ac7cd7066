"""Limits of a budget plan: its grant, and what was already bought."""

from grants.selection.models import Candidacy


def grant_of(candidacy: Candidacy) -> int:
    """The required sum of a plan in whole rupiah: the award, or before it the round's grant."""
    award = candidacy.award_or_none
    return award.amount if award else candidacy.round.amount


def bought_of(candidacy: Candidacy) -> dict[int, int]:
    """Amounts already bought, by line number."""
    award = candidacy.award_or_none
    return award.purchases.by_line() if award else {}
