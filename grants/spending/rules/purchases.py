"""Guards on purchases."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.spending.models import Purchase
from grants.spending.rules.reports import require_no_report_sent


def require_not_cancelled(purchase: Purchase) -> None:
    """Raises RuleBroken if the purchase was cancelled; queries again under the lock."""
    if not Purchase.objects.not_cancelled().filter(pk=purchase.pk).exists():
        raise RuleBroken(_("This purchase was taken back. Record anew what is right."))


def require_cancellable(purchase: Purchase) -> None:
    """Require a purchase in force, before the report, that nothing rests on."""
    require_not_cancelled(purchase)
    require_no_report_sent(purchase.award)
    if purchase.losses.not_cancelled().exists():
        raise RuleBroken(_("A loss of it is in the books. Take the loss back first."))
    if purchase.line.is_lent and purchase.entry.debit.balance < purchase.amount:
        raise RuleBroken(_("A part of this was paid back. It stays in the books."))
