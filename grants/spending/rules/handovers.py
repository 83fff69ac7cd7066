"""When a grant may be handed over."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.payment.models import Match, Transfer
from grants.selection.models import Award


def arrived_transfer(award: Award) -> Transfer | None:
    """The payment of the grant that the bank's statement shows."""
    arrivals = Match.objects.arrivals().filter(transfer__disbursement__award=award)
    arrival = arrivals.select_related("transfer__account").first()
    return arrival and arrival.transfer


def require_arrived(award: Award) -> Transfer:
    """Raises RuleBroken while the bank's statement shows no payment of the grant."""
    if (arrived := arrived_transfer(award)) is None:
        raise RuleBroken(_("The grant has not arrived yet. The bank's statement must show it."))
    return arrived


def require_handover_open(award: Award) -> Transfer:
    """Require a grant that arrived and was not handed over; returns its payment."""
    if award.is_handed_over:
        raise RuleBroken(_("The handover to this group is recorded already."))
    return require_arrived(award)
