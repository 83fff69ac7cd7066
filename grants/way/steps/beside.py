"""Tasks beside the steps, on which no later step depends."""

from functools import partial

from django.db.models import Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext_lazy as _

from accounts.duties import barred_from
from grants.payment.models import BankAccount, Budget
from grants.payment.reports.bank_totals import overpaid
from grants.selection.models import Candidacy, Objection
from grants.spending.models import grants
from grants.way.step import Role, Step, Waiting

AT = TruncDate("at")


def other_accounts():
    """Unchecked accounts that no payment waits for."""
    waiting = grants().awaiting_account_check().values("group")
    return BankAccount.objects.awaiting_check().exclude(group__in=waiting)


BESIDE = (
    Step(
        name=_("Papers of the proposal"),
        role=Role.FACILITATOR,
        verb="grants.add_document_photo",
        waits=(
            Waiting(
                key="documents",
                text=_("Papers that the round asks for are missing"),
                rows=Candidacy.objects.missing_documents,
                candidacy="pk",
                due="round__visits_until",
                page="grants:documents",
            ),
        ),
    ),
    Step(
        name=_("Objection"),
        role=Role.VERIFIER,
        also=(Role.HEAD,),
        verb="grants.answer_objection",
        waits=(
            Waiting(
                key="objection",
                text=_("Answer the objection"),
                rows=Objection.objects.awaiting_answer,
                candidacy="candidacy",
                page="grants:answer_objection",
                not_for=partial(barred_from, "answer_objection", candidacy="candidacy"),
            ),
        ),
    ),
    Step(
        name=_("Changed budget plan"),
        role=Role.VERIFIER,
        verb="grants.approve_budget",
        waits=(
            Waiting(
                key="plan_changed",
                text=_("Look at the changed budget plan"),
                rows=Budget.objects.awaiting_answer,
                candidacy="candidacy",
                since=AT,
                page="grants:approve_budget",
                not_for=lambda user: Q(by=user),
            ),
        ),
    ),
    Step(
        name=_("Changed budget plan"),
        role=Role.FACILITATOR,
        verb="grants.plan_budget",
        waits=(
            Waiting(
                key="plan_returned",
                text=_("The changed plan was given back: mend it"),
                rows=Budget.objects.awaiting_correction,
                candidacy="candidacy",
                since=TruncDate("returned__at"),
                page="grants:change_budget",
                of="candidacy",
            ),
        ),
    ),
    Step(
        name=_("Bank account checked"),
        role=Role.VERIFIER,
        verb="grants.check_account",
        waits=(
            Waiting(
                key="other_account",
                text=_("Check the bank account"),
                rows=other_accounts,
                candidacy="group__candidacies",
                group="group",
                since=AT,
                page="grants:check_account",
                not_for=partial(
                    barred_from,
                    "check_account",
                    office="group__village__parent__parent",
                    account="pk",
                ),
            ),
        ),
    ),
    Step(
        name=_("Paid too much"),
        role=Role.CASHIER,
        also=(Role.HEAD, Role.APPROVER),
        verb="grants.view_disbursement",
        waits=(
            Waiting(
                key="overpaid",
                text=_("The bank paid too much: get the money back"),
                mark="bad",
                rows=overpaid,
                award="disbursement__award",
                since="overpaid_on",
                page="grants:group_grant",
                of="disbursement__award__group",
            ),
        ),
    ),
    Step(
        name=_("Letter of reminder"),
        role=Role.VERIFIER,
        verb="grants.remind_group",
        waits=(
            Waiting(
                key="letter",
                text=_("Overdue: send the next letter"),
                rows=grants().awaiting_letter,
                award="pk",
                since="step_on",
                page="grants:remind_group",
            ),
        ),
    ),
    Step(
        name=_("Measure"),
        role=Role.APPROVER,
        verb="grants.sanction_group",
        waits=(
            Waiting(
                key="measure",
                text=_("All letters were sent: decide what comes next"),
                rows=grants().awaiting_measure,
                award="pk",
                since="step_on",
                page="grants:sanction_group",
            ),
        ),
    ),
)
