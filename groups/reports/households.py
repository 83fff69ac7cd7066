"""Family cards by their number."""

from groups.identity import blind
from groups.models import Household


def card_of(kk: str) -> Household | None:
    """The card with this number; None if the register does not know it."""
    return Household.objects.filter(kk_index=blind(kk)).first() if kk else None
