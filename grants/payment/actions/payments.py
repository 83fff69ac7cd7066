"""Order payments (SPP, SPM, SP2D) and record them."""

import datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.days import require_day
from foundation.rules import RuleBroken, refusals_in_words
from grants.payment.models import Disbursement, Match, PaymentOrder, Transfer
from grants.payment.papers.payment_order import order_content
from grants.payment.rules.payable import account_to_pay, held_back
from grants.payment.rules.references import transfer_reference
from grants.selection.models import Award, Round
from papers.actions import issue_paper
from papers.models import Paper


@transaction.atomic
def order_payment(
    *,
    round: Round,
    awards: list[Award],
    date: datetime.date,
    spm: str,
    sp2d: str,
    today: datetime.date,
    by: User,
) -> PaymentOrder:
    """Order payment of the grants of several groups, each in full and once."""
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
    with refusals_in_words(
        grants_disbursement_of_an_award=_(
            "A grant was taken back a moment ago. Look at the list again."
        )
    ):
        paper = issue_paper(
            Paper.Kind.PAYMENT_ORDER,
            office=round.district,
            content=order_content(round, accounts, spm, sp2d, date),
            date=date,
            by=by,
        )
        order = PaymentOrder.objects.create(
            round=round, date=date, spm=spm, sp2d=sp2d, paper=paper, by=by
        )
        for award in awards:
            Disbursement.objects.create(order=order, award=award, amount=award.amount, by=by)
    return order


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
    award = disbursement.award
    account = account_to_pay(award, min(date, today))
    require_apart("pay", by=by, round=award.round, disbursement=disbursement, account=account)
    _require_unpaid(disbursement)
    if award.is_revoked:
        raise RuleBroken(_("This grant was taken back by an addendum to the decree."))
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


def _require_unpaid(disbursement: Disbursement) -> None:
    paid = disbursement.transfers.in_force()
    if paid.exists():
        raise RuleBroken(_("This grant was paid already. It is paid once."))


def _first_day(disbursement: Disbursement) -> datetime.date:
    """The day of the order, or of the bank's last return."""
    returned = Match.objects.filter(
        transfer__disbursement=disbursement, kind=Match.Kind.RETURNED
    ).aggregate(day=Max("line__date"))["day"]
    return max(filter(None, [disbursement.order.date, returned]))
