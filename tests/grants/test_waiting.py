"""The tasks on the home page: each waiting step is shown to the role that acts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grants.payment.models import RefundCancellation
from grants.way.reports.tasks import tasks
from grants.way.step import SHOWN
from grants.way.steps import BESIDE, WAY
from kube_admin.policy import POLICY
from tests.factories import GroupFactory, UserFactory
from tests.grants import factories as make
from tests.grants.looking import group_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def facilitator_of(group):
    return group.facilitations.get(until=None).facilitator


def texts(user):
    return [task.text for task in tasks(user, timezone.localdate())]


WAITS = [
    ("CandidacyFactory", "verifier", "Visit and score"),
    ("RankingFactory", "head", "Publish the list"),
    ("PublicationFactory", "head", "Propose the list to the head of office"),
    ("ListProposalFactory", "approver", "Sign the decree, or give the list back"),
    ("BankAccountFactory", "verifier", "Check the bank account"),
    ("DisbursementFactory", "cashier", "Pay"),
    ("TransferFactory", "cashier", "Paid: look for it on the bank's statement"),
    ("RefundFactory", "cashier", "Refunded: look for it on the bank's statement"),
    ("StatementLineFactory", "cashier", "Match the bank's statement"),
]
OWN = [
    ("CandidacyFactory", "Budget plan (RAB) is missing"),
    ("AwardFactory", "Budget plan (RAB) is missing"),
    ("AwardFactory", "Bank account is missing"),
    ("AgreementFactory", "Keep the signed page of the agreement"),
    ("MatchFactory", "Handover (BAST) is missing"),
    ("HandoverFactory", "Spending report (LPJ) is to be written"),
    ("ReportFactory", "Check the group's report"),
    ("ReviewFactory", "The remainder goes back"),
]


@pytest.mark.parametrize(("factory", "role", "text"), WAITS)
def test_it_waits_for_the_role_that_acts(factory, role, text):
    getattr(make, factory)()

    assert text in texts(UserFactory(role=role))
    assert text not in texts(UserFactory(role=role, at="35.79"))


@pytest.mark.parametrize(("factory", "text"), OWN)
def test_it_waits_for_the_facilitator_of_the_group(factory, text):
    group = group_of(getattr(make, factory)())

    assert text in texts(facilitator_of(group))
    assert text not in texts(UserFactory(role="facilitator"))


def test_who_proposed_is_not_asked_to_verify():
    candidacy = make.CandidacyFactory(by=UserFactory(role="verifier"))

    assert "Visit and score" not in texts(candidacy.by)


def test_who_proposed_the_list_is_not_asked_to_sign_it():
    proposal = make.ListProposalFactory(by=UserFactory(role="approver"))

    assert texts(proposal.by) == []


def test_groups_are_proposed_while_they_may_come_in():
    running, group = make.RoundFactory(), GroupFactory()
    make.RoundFactory(proposals_until=timezone.localdate() - make.DAY)
    before = [task.about for task in tasks(facilitator_of(group), timezone.localdate())]

    make.CandidacyFactory(round=running, group=group)

    assert before == [str(running)]
    assert texts(facilitator_of(group)) == ["Budget plan (RAB) is missing"]


def test_scoring_is_closed_once_no_group_comes_in_any_more():
    running = make.ScoreSheetFactory().candidacy.round
    over = make.RoundFactory(proposals_until=timezone.localdate() - make.DAY)
    make.ScoreSheetFactory(candidacy__round=over)

    waiting = [task.about for task in tasks(UserFactory(role="head"), timezone.localdate())]

    assert str(over) in waiting
    assert str(running) not in waiting


def test_a_group_not_chosen_needs_no_plan():
    left_out = make.CandidacyFactory()
    make.AwardFactory(decree__proposal__round=left_out.round)

    assert texts(left_out.by) == []


def test_who_paid_is_not_asked_to_match_it():
    paid = make.TransferFactory()

    assert "Paid: look for it on the bank's statement" not in texts(paid.by)


def test_an_order_waits_for_the_signed_page():
    agreement = make.AgreementFactory()
    make.AccountCheckFactory(account=make.BankAccountFactory(group=agreement.award.group))
    cashier = UserFactory(role="cashier")
    before = texts(cashier)

    make.SignedPageFactory(paper=agreement.paper)

    assert (before, texts(cashier)) == ([], ["Draw up the order to pay"])


def test_a_statement_is_one_task():
    file = make.BankFileFactory()
    make.StatementLineFactory(file=file)
    make.StatementLineFactory(file=file)

    assert texts(UserFactory(role="cashier")) == ["Match the bank's statement"]


def test_a_refund_taken_back_is_due_again():
    refund = make.RefundFactory()
    RefundCancellation.objects.create(refund=refund, reason="Salah ketik", by=refund.by)

    assert "The remainder goes back" in texts(facilitator_of(refund.award.group))


def test_every_kind_is_somebodys():
    verbs = set().union(*POLICY.values())

    assert {step.verb for step in WAY + BESIDE} <= verbs


def test_the_home_page_leads_there(as_user):
    disbursement = make.DisbursementFactory()

    page = as_user(UserFactory(role="cashier")).get(reverse("home"))

    assert reverse("grants:pay_disbursement", args=[disbursement.pk]) in page.content.decode()


def test_the_home_takes_as_many_queries_for_many(as_user):
    client = as_user(UserFactory(role="cashier"))
    make.DisbursementFactory()
    few = queries(client)
    for _more in range(4):
        make.DisbursementFactory()

    assert queries(client) == few


def queries(client) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get(reverse("home"))
    return len(captured)


def test_the_home_page_counts_all_and_leads_to_them(as_user):
    verifier = UserFactory(role="verifier")
    running = make.RoundFactory()
    for _number in range(SHOWN + 2):
        make.CandidacyFactory(round=running)

    page = as_user(verifier).get(reverse("home"))
    kind = next(kind for kind in page.context["waiting"] if kind.tasks[0].name == "grants.visit")
    whole = as_user(verifier).get(kind.whole)

    assert (kind.total, len(kind.first), kind.is_more) == (SHOWN + 2, 5, True)
    assert whole.context["page"].paginator.count == SHOWN + 2


def test_all_that_waits_is_of_ones_own_territory(as_user):
    make.CandidacyFactory()

    page = as_user(UserFactory(role="verifier", at="35.79")).get(
        reverse("grants:waiting", args=["visit"])
    )

    assert page.context["page"].paginator.count == 0


def test_there_is_no_other_way_to_wait(as_user):
    page = as_user(UserFactory(role="verifier")).get(reverse("grants:waiting", args=["nothing"]))

    assert page.status_code == 404
