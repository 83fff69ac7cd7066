"""When the rest of a grant goes back, how much of it, and under which reference."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.payment.rules.references import REFUND, reference
from grants.selection.models import Award


def next_reference(award: Award) -> str:
    """What the group writes on its next payment back, to be found on the bank's statement."""
    return reference(REFUND, award.pk, award.refunds.count() + 1)


def left_of(award: Award) -> int:
    """What was neither spent nor given back, in rupiah."""
    return award.amount - award.purchases.spent() - award.refunds.total()


def require_refund_due(award: Award) -> None:
    """After the review, or when the money is asked back."""
    accepted = award.reports.filter(review__accepted=True).exists()
    if not accepted and not award.sanctions.asking_money_back().exists():
        raise RuleBroken(_("The rest is given back once the report is accepted."))
