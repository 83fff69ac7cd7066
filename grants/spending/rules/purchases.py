"""Guards on purchases."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.spending.models import Purchase


def require_not_cancelled(purchase: Purchase) -> None:
    """Raises RuleBroken if the purchase was cancelled; queries again under the lock."""
    if not Purchase.objects.not_cancelled().filter(pk=purchase.pk).exists():
        raise RuleBroken(_("This purchase was taken back. Record anew what is right."))
