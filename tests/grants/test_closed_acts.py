"""An act that cannot be done says why at once, without a form: one line for each act with a guard.

`CLOSED`: the role that opens the page, and what makes its address, of something already done, not
yet due or ended. A facilitator's address comes with the group.
"""

import ast

import pytest
from django.urls import reverse

from grants.payment.actions.refunds import cancel_refund
from grants.selection.actions.candidacies import withdraw_candidacy
from grants.selection.actions.rounds import close_round, withdraw_quota
from grants.spending.actions.purchases import cancel_purchase
from tests.conftest import TODAY
from tests.factories import MembershipFactory, UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    HandoverFactory,
    MatchFactory,
    OfficeAccountFactory,
    PublicationFactory,
    PurchaseFactory,
    QuotaFactory,
    RefundFactory,
    ReviewFactory,
    RoundFactory,
    ScoreSheetFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.test_acts import ACTS, functions

pytestmark = pytest.mark.django_db
OF_MEMBERS = {
    "edit_member",
    "reveal_number",
    "split_household",
    "join_households",
    "change_card",
}
MISTAKE = {"reason": "Salah ketik"}


def ended_quota():
    quota = QuotaFactory()
    withdraw_quota(quota=quota, by=quota.by, **MISTAKE)
    return [quota.pk]


def used_quota():
    return [RoundFactory().quota_id]


def ended_round():
    candidacy = CandidacyFactory()
    row = candidacy.round
    close_round(selection_round=row, today=TODAY, by=row.by, **MISTAKE)
    return [row.pk, candidacy.group_id], candidacy.group


def ended_candidacy():
    row = CandidacyFactory()
    withdraw_candidacy(candidacy=row, today=TODAY, by=row.by, **MISTAKE)
    return [row.pk]


def new_round():
    return [RoundFactory().pk]


def cancelled_purchase():
    purchase = PurchaseFactory()
    by = purchase.award.group.facilitations.get().facilitator
    cancel_purchase(purchase=purchase, today=TODAY, by=by, **MISTAKE)
    return [purchase.pk], purchase.award.group


def cancelled_refund():
    refund = RefundFactory()
    cancel_refund(refund=refund, by=refund.by, **MISTAKE)
    return [refund.pk], refund.award.group


def handed_over():
    award = HandoverFactory().award
    return [award.pk], award.group


def scored_by_two():
    candidacy = CandidacyFactory(round__rules={"two_scores": True})
    for name in ("Wahyu", "Sari"):
        ScoreSheetFactory(candidacy=candidacy, by=UserFactory(role="verifier", name=name))
    return [candidacy.pk]


def matched_line():
    return MatchFactory().line


def left():
    row = MembershipFactory(until=TODAY, reason="moved")
    return [row.pk], row.group


CLOSED = {
    "open_round": ("head", ended_quota),
    "withdraw_quota": ("province", used_quota),
    "correct_quota": ("province", used_quota),
    "close_round": ("head", lambda: [PublicationFactory().round_id]),
    "propose_group": ("facilitator", ended_round),
    "withdraw_candidacy": ("head", ended_candidacy),
    "score_candidacy": ("verifier", scored_by_two),
    "settle_scores": ("verifier", scored_by_two),
    "close_scoring": ("head", new_round),
    "publish_list": ("head", new_round),
    "propose_list": ("head", new_round),
    "enter_sp2d": ("cashier", lambda: [TransferFactory().disbursement.order_id]),
    "pay_disbursement": ("cashier", lambda: [TransferFactory().disbursement_id]),
    "declare_lost": ("cashier", lambda: [MatchFactory().transfer_id]),
    "withdraw_statement": ("cashier", lambda: [matched_line().file_id]),
    "undo_match": (
        "cashier",
        lambda: [HandoverFactory().award.disbursement.transfers.get().matches.get().line_id],
    ),
    "match_line": ("cashier", lambda: [matched_line().pk]),
    "match_bulk": ("cashier", lambda: [matched_line().pk]),
    "explain_line": ("cashier", lambda: [matched_line().pk]),
    "reopen_line": ("cashier", lambda: [StatementLineFactory().pk]),
    "confirm_office_account": ("cashier", lambda: [OfficeAccountFactory().pk]),
    "record_handover": ("facilitator", handed_over),
    "cancel_purchase": ("facilitator", cancelled_purchase),
    "cancel_refund": ("facilitator", cancelled_refund),
    "review_report": ("verifier", lambda: [ReviewFactory().report_id]),
    **dict.fromkeys(OF_MEMBERS, ("facilitator", left)),
}


def guarded() -> set[str]:
    return {
        name
        for name, act in ACTS.items()
        if any(
            isinstance(node, ast.keyword) and node.arg == "guard"
            for node in ast.walk(functions(act.module)[act.view.__name__])
        )
    }


def test_each_act_with_a_guard_is_tried():
    assert guarded() == set(CLOSED)


@pytest.mark.parametrize("name", CLOSED)
def test_it_says_why_and_shows_no_form(as_user, name):
    role, address = CLOSED[name]
    made = address()
    args, group = made if isinstance(made, tuple) else (made, None)
    user = group.facilitations.get().facilitator if group else UserFactory(role=role)

    answer = as_user(user).get(
        reverse(f"{'groups' if name in OF_MEMBERS else 'grants'}:{name}", args=args)
    )

    assert answer.status_code == 200
    assert answer.context["why"]
    assert 'name="submission"' not in answer.text
