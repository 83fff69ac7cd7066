"""Whether a grant may be paid into a group's bank account, and the obstacles."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.formatting import clock, day
from foundation.rules import RuleBroken, refusal_of
from foundation.statements import compiled_once
from grants.payment.models import BankAccount, Disbursement, PaymentOrder, Transfer
from grants.selection.models import Award, Sanction


def require_sp2d_open(order: PaymentOrder) -> None:
    if Transfer.objects.filter(disbursement__order=order).exists():
        raise RuleBroken(sp2d_stays())


def sp2d_stays() -> str:
    return _("The order is paid already. Its SP2D number stays.")


def require_losable(transfer: Transfer, by: User) -> None:
    """Require a payment of another cashier that is on no statement: it may be declared lost."""
    require_apart("match", by=by, disbursement=transfer.disbursement)
    if transfer.is_lost:
        raise RuleBroken(_("This payment was declared lost already."))
    if transfer.matches.exists() or transfer.line_notes.exists():
        raise RuleBroken(statement_shows())


def statement_shows() -> str:
    return _("A statement shows this payment. Look at its line.")


def require_old_access(by: User) -> None:
    """Who has the link may not be whose account it is: money waits a day."""
    if by.pays_from:
        words = {"day": day(timezone.localdate(by.pays_from)), "hour": clock(by.pays_from)}
        raise RuleBroken(
            _("Your account got a new link. It pays again from %(day)s, %(hour)s.") % words
        )


def require_unpaid(disbursement: Disbursement) -> None:
    """Require a grant in force, released by the treasury and not paid."""
    if disbursement.transfers.in_force().exists():
        raise RuleBroken(_("This grant was paid already. It is paid once."))
    if not disbursement.order.sp2d:
        raise RuleBroken(_("The SP2D number is missing. Write it down once the treasury gave it."))
    if disbursement.award.is_revoked:
        raise RuleBroken(_("This grant was taken back by an addendum to the decree."))


def require_payable(disbursement: Disbursement, by: User, on: datetime.date) -> BankAccount:
    """Require that this user may pay the grant on that day; returns the account to pay into."""
    require_old_access(by)
    award = disbursement.award
    account = account_to_pay(award, on)
    require_apart(
        "pay",
        award.round.district_id,
        by=by,
        round=award.round,
        disbursement=disbursement,
        account=account,
    )
    require_unpaid(disbursement)
    return account


def require_any_payable(order: PaymentOrder, by: User, on: datetime.date) -> None:
    """Require a grant of the order that this user may pay on that day."""
    rows = order.disbursements.select_related("award__group", "award__round", "order__treasury")
    unpaid = [row for row in rows if not row.transfers.in_force().exists()]
    if not unpaid:
        raise RuleBroken(_("All grants of this order are paid already."))
    refusals = (refusal_of(partial(require_payable, row, by, on)) for row in unpaid)
    first = next(refusals)
    if first and all(refusals):
        raise RuleBroken(first)


def payable_from(account: BankAccount, waiting_days: int) -> datetime.date:
    """The first payable day; a changed account waits some days, so that errors are noticed."""
    return timezone.localdate(account.at) + datetime.timedelta(days=waiting_days)


def waits_until(
    account: BankAccount, *, waiting_days: int, on: datetime.date
) -> datetime.date | None:
    """The first payable day of a changed account that still waits on that day."""
    first = payable_from(account, waiting_days)
    return first if account.is_change and on < first else None


def held(groups: Iterable[int]) -> set[int]:
    """The groups whose payments are held: sanctioned for a report not yet accepted."""
    return set(_held(list(groups)))


@compiled_once
def _held(groups: list[int]) -> QuerySet[Sanction, int]:
    rows = Sanction.objects.holding_payment().filter(award__group__in=groups).order_by()
    return rows.values_list("award__group", flat=True)


def held_back() -> str:
    return _("Help for this group is held back until its earlier report is accepted.")


def obstacle(account: BankAccount | None, *, waiting_days: int, on: datetime.date) -> str:
    """Why nothing may be paid on that day, as a message; empty if it may."""
    if account is None:
        return _("The group has no bank account yet. Ask its facilitator.")
    if not account.is_checked:
        return _("Nobody checked the bank account yet. Ask a verifier.")
    if not account.check_row.right:
        return _("The bank account was found wrong. Ask the facilitator to enter the right one.")
    if first := waits_until(account, waiting_days=waiting_days, on=on):
        return _("The bank account was changed. It may be paid from %(day)s on.") % {
            "day": day(first)
        }
    return ""


def account_to_pay(award: Award, on: datetime.date) -> BankAccount:
    """The account in force; raises RuleBroken if it may not be paid into on that day."""
    if held([award.group_id]):
        raise RuleBroken(f"{award.group}: {held_back()}")
    account = award.group.bank_accounts.select_related("check_row").first()
    if words := obstacle(account, waiting_days=award.round.waiting_days, on=on):
        raise RuleBroken(f"{award.group}: {words}")
    assert account is not None  # obstacle() reports a missing account
    return account
