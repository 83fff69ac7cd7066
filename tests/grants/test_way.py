"""A grant at every stage and exception: all pages name the same next step and role."""

import pytest
from django.urls import reverse

from foundation.tasks import tasks_of
from grants.payment.models import BudgetReturn, RefundCancellation
from grants.selection.models import Award, Decree, ListReturn, Revocation, Round
from grants.spending.models.grants import WAITS_FOR
from grants.spending.reports.paid_grants import paid_grants
from grants.way.reports.payments import STATES, awards_to_pay, payment_rows, states_of
from grants.way.reports.rounds import phases_of, with_phases
from grants.way.reports.steps import candidacy_of, way_of
from grants.way.steps import PAYMENT, SELECTION, STEP_OF
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants import factories as make
from tests.grants.factories import DAY
from tests.grants.matching import explain
from tests.grants.spending import buy, in_hand, matched, reviewed, sent, write
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
ROLES = ["facilitator", "verifier", "head", "approver", "cashier"]


# --- stages: each builds a grant in that stage and returns its group


def candidacy():
    return make.CandidacyFactory(round=make.RoundFactory(proposals_until=TODAY - DAY))


def planned():
    return make.BudgetFactory(candidacy=candidacy()).candidacy


def scored():
    return make.ScoreSheetFactory(candidacy=planned()).candidacy


def published():
    row = scored()
    make.PublicationFactory(round=make.RankingFactory(round=row.round).round)
    return row


def listed(row=None):
    row = row or published()
    return make.ListProposalFactory(round=row.round, listed=[row])


def list_returned():
    row = published()
    ListReturn.objects.create(proposal=listed(row), reason="Salah", by=UserFactory())
    return row.group


def planned_award():
    return make.BudgetFactory(candidacy=make.AwardFactory().candidacy).candidacy.award


def signed():
    agreement = make.AgreementFactory()
    make.SignedPageFactory(paper=agreement.paper)
    return agreement.award


def with_account(*, right=None):
    account = make.BankAccountFactory(group=signed().group)
    if right is not None:
        make.AccountCheckFactory(account=account, right=right, note="" if right else "Nama lain")
    return account.group


def account_changed():
    group = make.DisbursementFactory().award.group
    return make.BankAccountFactory(group=group, reason="Bank tutup").group


def payment_returned():
    transfer = make.MatchFactory().transfer
    make.MatchFactory(transfer=transfer, kind="returned")
    return transfer.disbursement.award.group


def paid_again():
    group = payment_returned()
    disbursement = group.awards.get().disbursement
    make.TransferFactory(disbursement=disbursement, attempt=2)
    return group


def superseded(*, then=sent):
    award = in_hand()
    write(award)
    then(award)
    return award.group


def refund(amount, *, take_back=False, match=False):
    award = in_hand()
    reviewed(award)
    row = make.RefundFactory(award=award, amount=amount)
    if take_back:
        RefundCancellation.objects.create(refund=row, reason="Salah", by=row.by)
    if match:
        matched(row)
    return award.group


STAGES = [
    (lambda: candidacy().group, "plan", "facilitator"),
    (lambda: planned().group, "visit", "verifier"),
    (lambda: make.VisitFactory(candidacy=planned()).candidacy.group, "scores", "verifier"),
    (lambda: scored().group, "ranking", "head"),
    (lambda: make.RankingFactory(round=scored().round).round, "publish", "head"),
    (lambda: published().group, "list", "head"),
    (list_returned, "list_returned", "head"),
    (lambda: listed().round, "decree", "approver"),
    (lambda: make.AwardFactory().group, "plan", "facilitator"),
    (lambda: planned_award().group, "agreement", "head"),
    (lambda: make.AgreementFactory().award.group, "signature", "facilitator"),
    (lambda: signed().group, "account", "facilitator"),
    (with_account, "account_check", "verifier"),
    (lambda: with_account(right=False), "account_refused", "facilitator"),
    (lambda: with_account(right=True), "order", "cashier"),
    (lambda: make.DisbursementFactory().award.group, "ready", "cashier"),
    (account_changed, "account_check", "verifier"),
    (lambda: make.TransferFactory().disbursement.award.group, "paid", "cashier"),
    (payment_returned, "pay_again", "cashier"),
    (paid_again, "paid", "cashier"),
    (lambda: make.MatchFactory().transfer.disbursement.award.group, "arrived", "facilitator"),
    (lambda: make.HandoverFactory().award.group, "to_write", "facilitator"),
    (lambda: make.PurchaseFactory().award.group, "to_write", "facilitator"),
    (lambda: make.ReportFactory().award.group, "to_check", "facilitator"),
    (lambda: make.ReportCheckFactory().report.award.group, "to_review", "verifier"),
    (lambda: make.ReviewFactory().report.award.group, "to_refund", "facilitator"),
    (lambda: superseded(then=write), "to_check", "facilitator"),
    (superseded, "to_review", "verifier"),
    (lambda: superseded(then=reviewed), "to_refund", "facilitator"),
    (lambda: reviewed(in_hand(), accepted=False).award.group, "returned", "facilitator"),
    (lambda: refund(10_000), "to_refund", "facilitator"),
    (lambda: refund(10_000, match=True), "to_refund", "facilitator"),
    (lambda: refund(30_000_000, take_back=True), "to_refund", "facilitator"),
    (lambda: refund(30_000_000), "at_the_bank", "cashier"),
]


@pytest.mark.parametrize(("stage", "key", "role"), STAGES)
def test_all_views_name_the_same_step_and_person(as_user, stage, key, role):
    row = stage()
    group = row.candidacies.get().group if isinstance(row, Round) else row

    assert shown_on_the_groups_page(as_user, group) == (key, role)
    assert shown_on_home(group, key) == [role]
    assert shown_on_payments(group) == (key if key in STATES else None)
    assert shown_on_reports(group) == (key if key in WAITS_FOR else None)
    assert phase_of_the_round(group) in phases_while(key)


def shown_on_the_groups_page(as_user, group):
    page = as_user(UserFactory(role="auditor")).get(reverse("grants:group_grant", args=[group.pk]))
    following = page.context["following"]
    return following.waiting.key, following.step.role


def user_in(role, group):
    if role == "facilitator":
        return group.facilitations.get(until=None).facilitator
    return UserFactory(role=role)


def tasks_about(group, role, today=TODAY):
    about = {str(group), *map(str, Round.objects.filter(candidacies__group=group))}
    found = [task for task in tasks_of(user_in(role, group), today) if task.about in about]
    return [task for task in found if task.name.startswith("grants.")]


def shown_on_home(group, key, today=TODAY):
    """The roles whose home page has the task."""
    name = f"grants.{key}"
    asked = {role: [task.name for task in tasks_about(group, role, today)] for role in ROLES}
    return [role for role in ROLES if name in asked[role]]


def shown_on_payments(group):
    auditor = UserFactory(role="auditor")
    found = states_of(awards_to_pay(auditor).filter(group=group))
    rows = payment_rows(list(found), found, auditor, TODAY)
    states = [row.state for row in rows if row.state != "handed_over"]
    return states[0] if states else on_no_list(group)


def on_no_list(group):
    """`plan` also waits before the decree, when the list of payments has no row of the grant."""
    waiting = way_of(candidacy_of(group)).following.waiting.key
    return waiting if waiting in STATES and not group.awards.exists() else None


def shown_on_reports(group):
    rows = paid_grants(Award.objects.filter(group=group))
    return next((row.state for row in rows if row.state != "done"), None)


def phase_of_the_round(group):
    selection_round = with_phases(Round.objects.filter(candidacies__group=group)).get()
    return next(
        (phase.name for phase in phases_of(selection_round, TODAY) if phase.state == "now"), ""
    )


def phases_while(key):
    """The phases in which a round may be while a grant of it waits so."""
    step, _waiting = STEP_OF[key]
    if key == "plan":
        return {"Visits", "Payment"}
    if step in SELECTION:
        return {
            "list": {"Ranking"},
            "list_returned": {"Ranking"},
            "publish": {"Ranking"},
            "decree": {"Decree"},
        }.get(key, {"Visits"})
    return {"Payment"} if step in PAYMENT else {""}


# --- tasks beside the steps, and overdue ones


def plan_changed(*, give_back=False):
    award = in_hand()
    changed = make.BudgetFactory(
        candidacy=award.candidacy,
        version=2,
        reason="Harga naik",
        meeting=make.full_meeting(award.group),
    )
    if give_back:
        BudgetReturn.objects.create(budget=changed, reason="Kurang", by=UserFactory())
    return award.group


def documents_missing():
    selection_round = make.RoundFactory(documents=["minutes"])
    return make.CandidacyFactory(round=selection_round).group


def letters_sent():
    award = in_hand()
    for step in ("letter_1", "letter_2", "letter_3"):
        make.SanctionFactory(award=award, step=step)
    return award.group


def paid_twice(*, came_back=False):
    transfer, cashier = make.MatchFactory().transfer, UserFactory(role="cashier")
    explain(line_of(transfer), "double", cashier, transfer)
    if came_back:
        explain(line_of(transfer, transfer.amount), "came_back", cashier, transfer)
    return transfer.group


BESIDE = [
    (paid_twice, "overpaid", ["head", "approver", "cashier"], TODAY),
    (lambda: paid_twice(came_back=True), "overpaid", [], TODAY),
    (plan_changed, "plan_changed", ["verifier"], TODAY),
    (lambda: plan_changed(give_back=True), "plan_changed", [], TODAY),
    (lambda: plan_changed(give_back=True), "plan_returned", ["facilitator"], TODAY),
    (documents_missing, "documents", ["facilitator"], TODAY),
    (lambda: in_hand().group, "letter", [], TODAY + 90 * DAY),
    (lambda: in_hand().group, "letter", ["verifier"], TODAY + 91 * DAY),
    (letters_sent, "letter", [], TODAY + 150 * DAY),
    (letters_sent, "measure", ["approver"], TODAY + 150 * DAY),
    (lambda: in_hand().group, "monitoring", [], TODAY + 80 * DAY),
    (lambda: in_hand().group, "monitoring", ["verifier"], TODAY + 95 * DAY),
    (lambda: make.BankAccountFactory().group, "other_account", ["verifier"], TODAY),
]


@pytest.mark.parametrize(("stage", "key", "roles", "today"), BESIDE)
def test_what_is_late_or_given_back_waits_for_its_person(stage, key, roles, today):
    assert shown_on_home(stage(), key, today) == roles


def test_a_late_report_shows_since_when_it_is_late():
    award = in_hand()

    tasks = tasks_about(award.group, "facilitator", TODAY + 100 * DAY)
    (task,) = [each for each in tasks if each.name == "grants.to_write"]

    assert (task.since, task.day) == (TODAY, TODAY + 90 * DAY)


def test_nothing_waits_once_an_addendum_took_the_grant_back():
    award = make.DisbursementFactory().award
    proposal = make.ListProposalFactory(round=award.round)
    proposal.listed.create(
        candidacy=award.candidacy, place=1, amount=award.amount, leaves=True, reason="Bubar"
    )
    addendum = make.DecreeFactory(proposal=proposal, sequence=1)
    Revocation.objects.create(award=award, decree=addendum, reason="Bubar", by=addendum.by)

    assert Decree.objects.filter(round=award.round).count() == 2
    assert way_of(candidacy_of(award.group)).waits == []
    assert [tasks_about(award.group, role) for role in ROLES] == [[]] * len(ROLES)


def test_the_way_ends_with_the_last_visit():
    award = in_hand()
    buy(award)
    reviewed(award)
    matched(make.RefundFactory(award=award, amount=29_000_000))
    for month in (3, 6, 12):
        make.MonitoringVisitFactory(award=award, month=month)

    way = way_of(candidacy_of(award.group))

    assert way.following is None
    assert all(passage.done for passage in way.steps[8:])
