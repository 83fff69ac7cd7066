"""Guards on purchases."""

from django.utils.translation import gettext as _

from finance.models import Book
from foundation.rules import RuleBroken
from grants.selection.models import Award, Sanction
from grants.spending.models import Handover, Loss, Purchase
from grants.spending.rules.reports import require_no_report_sent


def require_buying(award: Award) -> Handover:
    """Require a grant handed over, not held back, without a report sent; returns the handover."""
    handover = award.handover_or_none
    if handover is None:
        raise RuleBroken(_("Record first that the group signed for its grant (BAST)."))
    require_no_report_sent(award)
    if award.sanctions.filter(step=Sanction.Step.HOLD).exists():
        raise RuleBroken(_("This grant is held back. Send the report first."))
    return handover


def require_not_cancelled(purchase: Purchase) -> None:
    """Raises RuleBroken if the purchase was cancelled; queries again under the lock."""
    if not Purchase.objects.not_cancelled().filter(pk=purchase.pk).exists():
        raise RuleBroken(_("This purchase was taken back. Record anew what is right."))


def require_goods(purchase: Purchase) -> int:
    """Require goods that still stand in the books; returns what of them is not lost."""
    require_not_cancelled(purchase)
    if purchase.entry.debit.kind not in Book.GOODS:
        raise RuleBroken(
            _("Money lent is owed by the member. It is no thing that gets lost.")
            if purchase.line.is_lent
            else _("What is used up has no value in the books. Record a problem instead.")
        )
    lost = sum(purchase.losses.not_cancelled().values_list("amount", flat=True))
    if purchase.amount <= lost:
        raise RuleBroken(_("All of it is lost already, by the books."))
    return purchase.amount - lost


def require_standing(loss: Loss) -> None:
    if not Loss.objects.not_cancelled().filter(pk=loss.pk).exists():
        raise RuleBroken(_("This was taken back a moment ago."))


def require_cancellable(purchase: Purchase) -> None:
    """Require a purchase in force, before the report, that nothing rests on."""
    require_not_cancelled(purchase)
    require_no_report_sent(purchase.award)
    if purchase.losses.not_cancelled().exists():
        raise RuleBroken(_("A loss of it is in the books. Take the loss back first."))
    if purchase.line.is_lent and purchase.entry.debit.balance < purchase.amount:
        raise RuleBroken(_("A part of this was paid back. It stays in the books."))
