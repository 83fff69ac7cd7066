"""What a budget plan is measured by: the grant it must come to, and what was bought already."""

from grants.selection.models import Candidacy


def grant_of(candidacy: Candidacy) -> int:
    """What the plan must sum to: the award, and before the decree what the round gives."""
    award = candidacy.award_or_none
    return award.amount if award else candidacy.round.amount


def bought_of(candidacy: Candidacy) -> dict[int, int]:
    """What was bought of each line, by its number."""
    award = candidacy.award_or_none
    return award.purchases.by_line() if award else {}
