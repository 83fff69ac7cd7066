"""Order payments (SPP, SPM, SP2D) and record them."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from foundation.batches import Batch, act_on_each
from foundation.days import require_day
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import (
    Disbursement,
    LostTransfer,
    Match,
    PaymentOrder,
    Sp2d,
    Transfer,
)
from grants.payment.papers.payment_order import order_content
from grants.payment.reports.transfer_file import OrderLine, order_lines
from grants.payment.rules.payable import (
    account_to_pay,
    held_back,
    require_losable,
    require_payable,
    require_sp2d_open,
    sp2d_stays,
    statement_shows,
)
from grants.payment.rules.references import transfer_reference
from grants.payment.rules.sent_payments import account_in, is_of, read_sent, row_of
from grants.selection.models import Award, Round
from groups.photos import Picture, keep_photo
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def order_payment(
    *,
    round: Round,
    awards: list[Award],
    date: datetime.date,
    spm: str,
    sp2d: str = "",
    today: datetime.date,
    by: User,
) -> PaymentOrder:
    """Order payment of the grants of several groups, each in full and once.

    The treasury gives the SP2D number, often later: `enter_sp2d` writes it down.
    """
    if not awards:
        raise RuleBroken(_("Choose at least one group."), field="awards")
    for award in awards:
        _require_orderable(award, round)
    require_day(
        date,
        today=today,
        first=max(award.agreement.date for award in awards),
        why=_("The last of these agreements is of %(day)s."),
    )
    accounts = {award: account_to_pay(award, today) for award in awards}
    _require_new_number(spm, "spm")
    with refusals_in_words(
        grants_disbursement_of_an_award=_(
            "A grant was taken back a moment ago. Look at the list again."
        ),
        grants_paymentorder_spm_once=used_already("spm"),
    ):
        paper = issue_paper(
            Paper.Kind.PAYMENT_ORDER,
            office=round.district,
            content=order_content(round, accounts, spm, sp2d, date),
            date=date,
            by=by,
        )
        order = PaymentOrder.objects.create(round=round, date=date, spm=spm, paper=paper, by=by)
        for award in awards:
            Disbursement.objects.create(order=order, award=award, amount=award.amount, by=by)
    if sp2d:
        enter_sp2d(order=order, number=sp2d, date=date, today=today, by=by)
    return order


@transaction.atomic
def enter_sp2d(
    *, order: PaymentOrder, number: str, date: datetime.date, today: datetime.date, by: User
) -> Sp2d:
    """Write down the number that the treasury gave, or correct it while nothing is paid."""
    why = _("The order is of %(day)s.")
    require_day(date, today=today, first=order.date, why=why)
    require_sp2d_open(order)
    _require_new_number(number, "number", order)
    with refusals_in_words(
        grants_sp2d_until_it_is_paid=sp2d_stays(), grants_sp2d_is_no_spm=used_already("number")
    ):
        row = order.treasury_or_none or Sp2d(order=order)
        row.number, row.date, row.by = number, date, by
        row.save()
    return row


def _require_new_number(number: str, field: str, order: PaymentOrder | None = None) -> None:
    """Require a number that no SPM and no SP2D of another order has."""
    given = Sp2d.objects.filter(number__iexact=number)
    if order:
        given = given.exclude(order=order)
    if given.exists() or PaymentOrder.objects.filter(spm__iexact=number).exists():
        raise RuleBroken(used_already(field), field=field)


def used_already(field: str) -> str:
    if field == "spm":
        return _("This SPM number is used already.")
    return _("This SP2D number is used already.")


@transaction.atomic
def pay_disbursement(
    *,
    disbursement: Disbursement,
    account_number: str,
    date: datetime.date,
    today: datetime.date,
    by: User,
) -> Transfer:
    """Record that the cashier paid; only a matched statement line makes it arrived."""
    account = require_payable(disbursement, by, min(date, today))
    require_day(
        date,
        today=today,
        first=_first_day(disbursement),
        why=_("The money cannot have gone before %(day)s."),
    )
    if account_number != account.number:
        raise RuleBroken(
            _("The account number is not the one in the order. Check again."),
            field="account_number",
        )
    attempt = disbursement.transfers.count() + 1
    with refusals_in_words(
        grants_transfer_to_a_checked_account=_(
            "The account or the decree changed a moment ago. Look at them again."
        ),
        grants_transfer_help_is_held_back=held_back(),
    ):
        return Transfer.objects.create(
            disbursement=disbursement,
            attempt=attempt,
            account=account,
            amount=disbursement.amount,
            reference=transfer_reference(disbursement.pk, attempt),
            date=date,
            by=by,
        )


@transaction.atomic
def pay_by_file(
    *, order: PaymentOrder, content: bytes, date: datetime.date, today: datetime.date, by: User
) -> Batch[str, Transfer]:
    """Record the payments of an order as the file sent to the bank has them, each by itself.

    What differs from the order is left and named, also rows that are of no payment of it.
    """
    rows, lines = read_sent(content), order_lines(order, today)

    def pay(line: OrderLine) -> Transfer:
        number = line.account.number if line.account else ""
        row = row_of(rows, line.reference, number)
        return pay_disbursement(
            disbursement=line.disbursement,
            account_number=account_in(row, number, line.amount),
            date=date,
            today=today,
            by=by,
        )

    batch = act_on_each([line for line in lines if not line.transfer_in_force], pay)
    left = [(str(line.award.group), why) for line, why in batch.left]
    references = {line.reference for line in lines}
    numbers = {line.account.number for line in lines if line.account}
    strange = [row for row in rows if not is_of(row, references, numbers)]
    why = _("is of no payment of this order.")
    left += [(_("Row %(row)s") % {"row": row.row}, why) for row in strange]
    return Batch(batch.made, left)


@transaction.atomic
def declare_lost(
    *,
    transfer: Transfer,
    letter: Picture,
    reason: str,
    date: datetime.date,
    today: datetime.date,
    by: User,
) -> LostTransfer:
    """Declare a payment lost that is on no statement, by the bank's letter; it is paid anew."""
    ledger.lock(transfer.group)
    require_losable(transfer, by)
    why = _("The payment is of %(day)s.")
    require_day(date, today=today, first=transfer.date, why=why)
    with refusals_in_words(grants_losttransfer_on_no_statement=statement_shows()):
        return LostTransfer.objects.create(
            transfer=transfer,
            date=date,
            letter=keep_photo(group=transfer.group, picture=letter, by=by),
            reason=reason,
            by=by,
        )


def _require_orderable(award: Award, selection_round: Round) -> None:
    if award.round_id != selection_round.pk or award.is_revoked:
        raise RuleBroken(
            _("%(group)s has no grant in this round.") % {"group": award.group}, field="awards"
        )
    if award.is_ordered:
        raise RuleBroken(
            _("%(group)s stands in an order to pay already.") % {"group": award.group},
            field="awards",
        )
    if not award.has_agreement:
        raise RuleBroken(
            _("%(group)s has no agreement yet. Ask the head of division.") % {"group": award.group},
            field="awards",
        )
    if not award.agreement.paper.signed_pages.exists():
        raise RuleBroken(
            _("The signed page of the agreement of %(group)s is missing. Ask its facilitator.")
            % {"group": award.group},
            field="awards",
        )


def _first_day(disbursement: Disbursement) -> datetime.date:
    """The day of the SP2D, of the bank's last return, or of its letter that the money is lost."""
    returned = Match.objects.filter(
        transfer__disbursement=disbursement, kind=Match.Kind.RETURNED
    ).aggregate(day=Max("line__date"))["day"]
    lost = LostTransfer.objects.filter(transfer__disbursement=disbursement)
    written = lost.aggregate(day=Max("date"))["day"]
    return max(filter(None, [disbursement.order.treasury.date, returned, written]))
