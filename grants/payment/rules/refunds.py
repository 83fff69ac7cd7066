"""Rules of refunds: when due, how much, under which reference."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.payment.models import Match, Refund, RefundCancellation
from grants.payment.rules.references import REFUND, reference
from grants.selection.models import Award


def next_reference(award: Award) -> str:
    """The reference of the group's next refund."""
    return reference(REFUND, award.pk, award.refunds.count() + 1)


def left_of(award: Award) -> int:
    """The amount neither spent nor refunded, in whole rupiah."""
    return award.amount - award.purchases.spent() - award.refunds.total()


def require_refund_due(award: Award) -> None:
    """Require a reviewed report or a demand for recovery."""
    accepted = award.reports.filter(review__accepted=True).exists()
    if not accepted and not award.sanctions.asking_money_back().exists():
        raise RuleBroken(_("The rest is given back once the report is accepted."))


def require_something_left(award: Award) -> int:
    """Require money to be given back; returns how much."""
    require_refund_due(award)
    if (left := left_of(award)) <= 0:
        raise RuleBroken(_("Nothing is left to be given back."))
    return left


def require_cancellable(refund: Refund) -> None:
    """Require a refund in force that no statement line confirmed."""
    if Match.objects.filter(refund=refund).exists():
        raise RuleBroken(_("The bank has confirmed this refund. It stays."))
    if RefundCancellation.objects.filter(refund=refund).exists():
        raise RuleBroken(_("This was taken back a moment ago."))
