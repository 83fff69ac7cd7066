"""Record and cancel refunds of unspent grant money."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.rules.money import require_bookable_day
from foundation.formatting import rupiah
from foundation.rules import RuleBroken
from grants.payment.models import Refund, RefundCancellation
from grants.payment.rules.refunds import (
    next_reference,
    require_cancellable,
    require_something_left,
)
from grants.selection.models import Award
from groups.photos import Picture, keep_photo


@transaction.atomic
def record_refund(
    *,
    award: Award,
    amount: int,
    sts: str,
    date: datetime.date,
    slip: Picture | None = None,
    today: datetime.date,
    by: User,
) -> Refund:
    """Record a refund; it is posted when the bank's statement line is matched."""
    ledger.lock(award.group)
    require_bookable_day(award.group, date, today=today)
    left = require_something_left(award)
    if amount <= 0:
        raise RuleBroken(_("Write whole rupiah, for example 25.000."), field="amount")
    if amount > left:
        raise RuleBroken(
            _("%(left)s is left to be given back.") % {"left": rupiah(left)}, field="amount"
        )
    if Refund.objects.filter(sts=sts).exists():
        raise RuleBroken(_("This STS number is used already. Look at the slip."), field="sts")
    kept = keep_photo(group=award.group, picture=slip, by=by) if slip else None
    return Refund.objects.create(
        award=award,
        amount=amount,
        sts=sts,
        reference=next_reference(award),
        date=date,
        slip=kept,
        by=by,
    )


@transaction.atomic
def cancel_refund(*, refund: Refund, reason: str, by: User) -> RefundCancellation:
    """Cancel a refund recorded by mistake, unless a statement line confirmed it."""
    ledger.lock(refund.award.group)
    require_cancellable(refund)
    return RefundCancellation.objects.create(refund=refund, reason=reason, by=by)
