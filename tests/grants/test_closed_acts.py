"""An act that cannot be done says why at once, without a form: one line for each act with a guard.

`CLOSED`: the role that opens the page, and what makes its address, of something already done, not
yet due or ended. A facilitator's address comes with the group, another's with the user if it must
be that one.
"""

import ast

import pytest
from django.urls import reverse

from accounts.actions import end_lift
from accounts.models import User
from finance.actions.meetings import cancel_meeting
from grants.payment.actions.refunds import cancel_refund
from grants.selection.actions.candidacies import withdraw_candidacy
from grants.selection.actions.rounds import close_round, withdraw_quota
from grants.spending.actions.follow_up import cancel_loss
from grants.spending.actions.purchases import cancel_purchase
from groups.assessment.actions.measures import end_measure
from groups.privacy.actions.breaches import take_breach_step
from groups.privacy.actions.corrections import answer_correction
from groups.registers.actions.loading import withdraw_register
from tests.assessing import assessed, begun, make_instrument, measured, second
from tests.conftest import TODAY, signed_in
from tests.factories import (
    AssignmentFactory,
    BreachFactory,
    CoachingVisitFactory,
    CorrectionFactory,
    ErasureFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    PairLiftFactory,
    UserFactory,
    agreed,
)
from tests.finance.ends import ask_to_end, group_to_end
from tests.grants.factories import (
    AccountCheckFactory,
    AgreementFactory,
    BudgetFactory,
    CandidacyFactory,
    DeclarationFactory,
    DecreeFactory,
    HandoverFactory,
    ListProposalFactory,
    LossFactory,
    MatchFactory,
    ObjectionFactory,
    OfficeAccountFactory,
    PublicationFactory,
    PurchaseFactory,
    QuotaFactory,
    RankingFactory,
    RefundFactory,
    ReportCheckFactory,
    ReviewFactory,
    RoundFactory,
    ScoreSheetFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.groups.registers.files import loaded, row, taken_over
from tests.groups.test_stages import asked_inactive
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


def formed_before():
    """A group that came into the register as formed."""
    return [(group := GroupFactory()).pk], group


def cancelled_meeting():
    meeting = MeetingFactory()
    cancel_meeting(meeting=meeting, today=TODAY, by=meeting.recorded_by, **MISTAKE)
    return [meeting.pk], meeting.group


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


def ended_candidacy(**rules):
    row = CandidacyFactory(**{"round__rules": rules} if rules else {})
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


def of_group(row, *args):
    """Of a row whose facilitator opens the page."""
    award = getattr(row, "award", row)
    return [row.pk, *args], award.group


def left_candidacy():
    row = CandidacyFactory()
    withdraw_candidacy(candidacy=row, today=TODAY, by=row.by, **MISTAKE)
    return of_group(row)


def visited_and_ended():
    """By a verifier who declared before the group left."""
    declared = DeclarationFactory()
    row = declared.candidacy
    withdraw_candidacy(candidacy=row, today=TODAY, by=row.by, **MISTAKE)
    return [row.pk], declared.by


def sent_report():
    return of_group(ReportCheckFactory().report)


def cancelled_loss():
    loss = LossFactory()
    group = loss.purchase.award.group
    cancel_loss(loss=loss, today=TODAY, by=group.facilitations.get().facilitator, **MISTAKE)
    return [loss.pk], group


def lost_purchase():
    purchase = LossFactory().purchase
    return [purchase.pk], purchase.award.group


def decided_register():
    return [taken_over(row(1), by=UserFactory(role="operator")).pk]


def withdrawn_register():
    register = loaded(row(1), by=UserFactory(role="operator"))
    withdraw_register(register=register, by=register.by, **MISTAKE)
    return [register.pk]


def account_with_statement():
    return [StatementLineFactory().account_id]


def reviewed():
    return ReviewFactory().report.award


def refunded():
    award = reviewed()
    RefundFactory(award=award, amount=award.reports.get().remainder)
    return of_group(award)


def barred_from_signing():
    """By who proposed a group of the round."""
    proposed = CandidacyFactory(by=UserFactory(role="approver"))
    ListProposalFactory(round=proposed.round)
    return [proposed.round_id], proposed.by


def barred_from_answering():
    """By who scored the group."""
    sheet = ScoreSheetFactory(by=UserFactory(role="verifier"))
    PublicationFactory(round=RankingFactory(round=sheet.candidacy.round).round)
    return [ObjectionFactory(candidacy=sheet.candidacy).pk], sheet.by


def barred_from_an_addendum():
    """By who signed the decree."""
    decree = DecreeFactory(by=UserFactory(role="head"))
    return [decree.round_id], decree.by


def begun_role():
    return [AssignmentFactory(role="cashier").pk]


def ended_lift():
    lift = PairLiftFactory()
    end_lift(lift=lift, reason="Kantor bertambah", today=TODAY, by=lift.by)
    return [lift.pk]


def corrected_visit():
    visit = CoachingVisitFactory()
    CoachingVisitFactory(group=visit.group, corrects=visit, reason="Salah")
    return [visit.pk], visit.group


def two_that_agree():
    first = assessed(GroupFactory(), by_two=True)
    second(first.group, UserFactory(role="verifier"), (2, 3, 4))
    return [first.pk]


def begun_assessment():
    group = GroupFactory()
    return [begun(group, group.facilitations.get().facilitator).pk], group


def with_a_draft():
    [_draft], group = begun_assessment()
    return [group.pk], group


def signed_assessment():
    row = assessed(GroupFactory())
    return [row.pk], row.group


def one_of_two(*args):
    row = assessed(GroupFactory(), by_two=True)
    return [row.pk, *args], row.group


def ended_measure():
    row = measured(assessed(GroupFactory()))
    end_measure(measure=row, was_done=True, date=TODAY, found="Paham", today=TODAY, by=row.by)
    return [row.pk], row.territory


def asked_to_grow():
    group = GroupFactory()
    return [asked_inactive(group).group_id], group


def answered_correction():
    row = CorrectionFactory()
    answer_correction(correction=row, changed=False, what="Sesuai", by=UserFactory(role="verifier"))
    return [row.pk]


def closed_breach():
    row = BreachFactory()
    for kind in ("remedy", "authority", "persons", "closed"):
        take_breach_step(breach=row, kind=kind, done_at=row.at, what="Ditarik", by=row.by)
    return [row.pk]


def left_for_another_group():
    row = MembershipFactory(until=TODAY, reason="moved")
    MembershipFactory(person=row.person, since=TODAY)
    return [row.pk], row.group


def month_not_over():
    return ["35.07", TODAY.year, TODAY.month], GroupFactory()


def asked_to_dissolve():
    group = group_to_end()
    ask_to_end(group)
    return [group.pk], group


CLOSED = {
    "ask_end": ("facilitator", asked_to_dissolve),
    "withdraw_end": ("facilitator", formed_before),
    "sign_end": ("approver", lambda: [GroupFactory().pk]),
    "ask_stage": ("facilitator", asked_to_grow),
    "check_stage": ("verifier", lambda: [GroupFactory().pk]),
    "sign_stage": ("approver", lambda: [GroupFactory().pk]),
    "show_held": ("facilitator", left_for_another_group),
    "ask_correction": ("facilitator", left_for_another_group),
    "answer_correction": ("verifier", answered_correction),
    "take_breach_step": ("head", closed_breach),
    "ask_erasure": ("head", lambda: [MembershipFactory().pk]),
    "answer_erasure": ("head", lambda: [ErasureFactory().pk]),
    "sign_coaching_report": ("facilitator", month_not_over),
    "correct_coaching": ("facilitator", corrected_visit),
    "begin_assessment": ("facilitator", with_a_draft),
    "begin_second": ("facilitator", with_a_draft),
    "fill_assessment": ("facilitator", signed_assessment),
    "sign_assessment": ("facilitator", begun_assessment),
    "settle_assessment": ("verifier", two_that_agree),
    "edit_instrument": ("head", lambda: [make_instrument(1, for_old_results=True).pk]),
    "agree_measure": ("facilitator", lambda: one_of_two(1)),
    "end_measure": ("facilitator", ended_measure),
    "propose_forming": ("facilitator", formed_before),
    "check_forming": ("verifier", lambda: [GroupFactory().pk]),
    "sign_forming": ("approver", lambda: [GroupFactory().pk]),
    "cancel_meeting": ("facilitator", cancelled_meeting),
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
    "propose_addendum": ("head", barred_from_an_addendum),
    "record_objection": ("head", lambda: [DecreeFactory().round_id]),
    "answer_objection": ("verifier", barred_from_answering),
    "issue_decree": ("approver", barred_from_signing),
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
    "add_document": ("facilitator", left_candidacy),
    "answer_consent": ("verifier", lambda: [agreed().pk]),
    "declare": ("verifier", ended_candidacy),
    "check_requirement": (
        "verifier",
        lambda: [*ended_candidacy(least_members=2, most_members=20), "size"],
    ),
    "record_visit": ("verifier", visited_and_ended),
    "plan_budget": ("facilitator", left_candidacy),
    "change_budget": ("facilitator", lambda: of_group(reviewed().candidacy)),
    "approve_budget": ("verifier", lambda: [BudgetFactory().pk]),
    "return_budget": ("verifier", lambda: [BudgetFactory().pk]),
    "check_account": ("verifier", lambda: [AccountCheckFactory().account_id]),
    "pay_by_file": ("cashier", lambda: [TransferFactory().disbursement.order_id]),
    "correct_office_account": ("cashier", account_with_statement),
    "remove_office_account": ("cashier", account_with_statement),
    "record_purchase": ("facilitator", lambda: of_group(reviewed(), 1)),
    "add_evidence": ("facilitator", cancelled_purchase),
    "record_loss": ("facilitator", lost_purchase),
    "cancel_loss": ("facilitator", cancelled_loss),
    "write_report": ("facilitator", lambda: of_group(reviewed())),
    "check_report": ("facilitator", sent_report),
    "record_refund": ("facilitator", refunded),
    "monitor_grant": ("facilitator", lambda: of_group(AgreementFactory().award)),
    "remind_group": ("verifier", lambda: [HandoverFactory().award_id]),
    "sanction_group": ("approver", lambda: [HandoverFactory().award_id]),
    "end_lift": ("province", ended_lift),
    "decide_register": ("operator", decided_register),
    "choose_rows": ("operator", decided_register),
    "export_register": ("operator", withdrawn_register),
    "withdraw_register": ("operator", withdrawn_register),
    "begin_role": ("administrator", begun_role),
    "stop_role": ("head", begun_role),
    "review_report": ("verifier", lambda: [ReviewFactory().report_id]),
    **dict.fromkeys(sorted(OF_MEMBERS), ("facilitator", left)),
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


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_it_says_why_and_shows_no_form(as_user, name):
    role, address = CLOSED[name]
    made = address()
    args, group = made if isinstance(made, tuple) else (made, None)
    user = group if isinstance(group, User) else group and group.facilitations.get().facilitator
    place = {"at": "35"} if role == "province" else {}
    user = user or UserFactory(role=role, **place)

    app = ACTS[name].app
    client = signed_in(as_user(user), 0)
    answer = client.get(reverse(f"{app}:{name}" if app else name, args=args))

    assert answer.status_code == 200
    assert answer.context["why"]
    assert 'name="submission"' not in answer.text
