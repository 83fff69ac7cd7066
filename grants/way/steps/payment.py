"""Steps from the agreement to the bank's statement."""

from functools import partial

from django.db.models import Q
from django.db.models.functions import Greatest, TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.duties import barred_from
from grants.payment.models import (
    Agreement,
    BankAccount,
    Disbursement,
    Match,
    Transfer,
)
from grants.spending.models import grants
from grants.way.step import Left, Role, Step, Waiting
from papers.models import SignedPage

AT = TruncDate("at")


def barred_from_checking(user) -> Q:
    return barred_from("check_account", user, office="round__district", account="account")


def barred_from_paying(user) -> Q:
    """Payments whose round, attempts or bank account the user had another duty in."""
    accounts = BankAccount.objects.in_force().filter(barred_from("pay", user, account="pk"))
    into_account = Q(award__group__in=accounts.values("group"))
    of_round = {"office": "award__round__district", "round": "award__round"}
    return barred_from("pay", user, disbursement="pk", **of_round) | into_account


PAYMENT = (
    Step(
        name=_("Agreement (NPHD)"),
        role=Role.HEAD,
        verb="grants.sign_agreement",
        left=Left(
            rows=Agreement.objects.all,
            candidacy="award__candidacy",
            paper="paper",
            page="grants:sign_agreement",
            of="award",
        ),
        waits=(
            Waiting(
                key="agreement",
                text=_("Draw up the agreement (NPHD)"),
                label=_("Waits for the agreement"),
                rows=grants().awaiting_agreement,
                award="pk",
                since="decree__date",
                page="grants:sign_agreement",
                many="grants:sign_agreements",
            ),
        ),
    ),
    Step(
        name=_("Signed page of the agreement"),
        role=Role.FACILITATOR,
        verb="papers.add_signed_page",
        opens="papers.view_paper",
        left=Left(
            rows=SignedPage.objects.all,
            candidacy="paper__agreement__award__candidacy",
            on=AT,
            paper="paper",
            page="papers:paper",
            of="paper",
        ),
        waits=(
            Waiting(
                key="signature",
                text=_("Keep the signed page of the agreement"),
                label=_("Waits for the signed page"),
                rows=grants().awaiting_signature,
                award="pk",
                since="agreement__date",
                page="papers:paper",
                of="agreement__paper",
            ),
        ),
    ),
    Step(
        name=_("Bank account entered"),
        role=Role.FACILITATOR,
        verb="grants.enter_account",
        opens="grants.view_award",
        left=Left(
            rows=BankAccount.objects.not_refused,
            candidacy="group__candidacies",
            on=AT,
            page="grants:bank_account",
            of="group",
        ),
        waits=(
            Waiting(
                key="account",
                text=_("Bank account is missing"),
                label=_("Waits for the account"),
                rows=grants().awaiting_account,
                award="pk",
                since="decree__date",
                page="grants:enter_account",
                of="group",
            ),
            Waiting(
                key="account_refused",
                text=_("The bank account was found wrong: enter the right one"),
                label=_("Bank account found wrong"),
                rows=grants().awaiting_other_account,
                award="pk",
                since="account_checked_on",
                page="grants:enter_account",
                of="group",
            ),
        ),
    ),
    Step(
        name=_("Bank account checked"),
        role=Role.VERIFIER,
        verb="grants.check_account",
        opens="grants.view_award",
        left=Left(
            rows=BankAccount.objects.right,
            candidacy="group__candidacies",
            on=TruncDate("check_row__at"),
            by="check_row__by",
            page="grants:bank_account",
            of="group",
        ),
        waits=(
            Waiting(
                key="account_check",
                text=_("Check the bank account"),
                label=_("Bank account to be checked"),
                rows=grants().awaiting_account_check,
                award="pk",
                since="account_typed_on",
                page="grants:check_account",
                of="account",
                not_for=barred_from_checking,
                many="grants:check_accounts",
            ),
        ),
    ),
    Step(
        name=_("Order to pay (SP2D)"),
        role=Role.CASHIER,
        verb="grants.order_payment",
        left=Left(
            rows=Disbursement.objects.all,
            candidacy="award__candidacy",
            on="order__date",
            paper="order__paper",
            page="grants:order_payment",
            of="award__round",
        ),
        waits=(
            Waiting(
                key="order",
                text=_("Draw up the order to pay"),
                label=_("May be ordered"),
                rows=grants().awaiting_order,
                award="pk",
                since=Greatest("agreement__date", "account_checked_on", "account_free_on"),
                due="round__payment_until",
                page="grants:order_payment",
                of="round",
            ),
            Waiting(
                key="sp2d",
                text=_("Write down the SP2D number once the treasury gave it"),
                label=_("Waits for the SP2D number"),
                rows=Disbursement.objects.awaiting_sp2d,
                award="award",
                since="order__date",
                due="award__round__payment_until",
                page="grants:enter_sp2d",
                of="order",
            ),
        ),
    ),
    Step(
        name=_("Paid"),
        role=Role.CASHIER,
        verb="grants.pay_disbursement",
        left=Left(
            rows=Transfer.objects.in_force,
            candidacy="disbursement__award__candidacy",
            page="grants:pay_disbursement",
            of="disbursement",
        ),
        waits=(
            Waiting(
                key="ready",
                text=_("Pay"),
                label=_("Ready to pay"),
                rows=Disbursement.objects.awaiting_payment,
                award="award",
                since="order__date",
                due="award__round__payment_until",
                page="grants:pay_disbursement",
                not_for=barred_from_paying,
            ),
            Waiting(
                key="pay_again",
                text=_("The bank returned or lost the payment: pay once more"),
                label=_("To be paid again"),
                mark="bad",
                rows=Disbursement.objects.awaiting_new_payment,
                award="award",
                since="returned_on",
                due="award__round__payment_until",
                page="grants:pay_disbursement",
                not_for=barred_from_paying,
            ),
        ),
    ),
    Step(
        name=_("Arrived, by the bank's statement"),
        role=Role.CASHIER,
        verb="grants.match_statement",
        opens="grants.view_statementline",
        left=Left(
            rows=Match.objects.arrivals,
            candidacy="transfer__disbursement__award__candidacy",
            on="line__date",
            page="grants:bank",
            of="",
        ),
        waits=(
            Waiting(
                key="paid",
                text=_("Paid: look for it on the bank's statement"),
                label=_("Paid, not on the statement yet"),
                who=_("another cashier"),
                rows=Transfer.objects.awaiting_match,
                award="disbursement__award",
                page="grants:bank",
                of="",
                not_for=partial(barred_from, "match", disbursement="disbursement"),
            ),
        ),
    ),
)
