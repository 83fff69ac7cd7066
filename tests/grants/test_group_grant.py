"""The page of a group's grant: steps done, the next step, and whose turn it is."""

import pytest
from django.urls import reverse

from grants.way.reports.steps import candidacy_of, way_of
from tests.factories import GroupFactory, UserFactory
from tests.grants import factories as make
from tests.grants.looking import group_of
from tests.grants.spending import matched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEXT = [
    ("CandidacyFactory", "Budget plan (RAB)", "Facilitator"),
    ("BudgetFactory", "Checked on the spot", "Verifier"),
    ("AgreementFactory", "Signed page of the agreement", "Facilitator"),
]
MONEY = [
    ("AgreementFactory", "Signed page of the agreement"),
    ("DisbursementFactory", "Paid"),
    ("TransferFactory", "Arrived, by the bank's statement"),
    ("MatchFactory", "Handover (BAST)"),
    ("HandoverFactory", "Bought"),
    ("PurchaseFactory", "Spending report (LPJ)"),
    ("ReportFactory", "Report signed and sent"),
    ("ReportCheckFactory", "Report reviewed"),
    ("ReviewFactory", "Remainder refunded"),
]


def steps_of(group):
    return way_of(candidacy_of(group)).steps


def undone_after_the_decree(group):
    """The steps from the agreement on that are not over."""
    steps = [(str(each.step.name), each.is_over) for each in steps_of(group)]
    start = [name for name, _is_over in steps].index("Agreement (NPHD)")
    return [name for name, is_over in steps[start:] if not is_over]


@pytest.mark.parametrize(("factory", "name", "role"), NEXT)
def test_the_next_step_names_who_must_act(factory, name, role):
    group = group_of(getattr(make, factory)())

    following = way_of(candidacy_of(group)).following

    assert (str(following.step.name), following.role) == (name, role)


@pytest.mark.parametrize(("factory", "name"), MONEY)
def test_each_paper_brings_the_next_step(factory, name):
    group = group_of(getattr(make, factory)())

    assert str(undone_after_the_decree(group)[0]) == name


def undone_of(agreement):
    return str(undone_after_the_decree(agreement.award.group)[0])


def test_the_account_is_entered_then_checked():
    agreement = make.SignedPageFactory(paper=make.AgreementFactory().paper).paper.agreement
    before = undone_of(agreement)

    account = make.BankAccountFactory(group=agreement.award.group)

    assert (before, undone_of(agreement)) == ("Bank account entered", "Bank account checked")
    make.AccountCheckFactory(account=account, right=False, note="Nama lain")
    assert undone_of(agreement) == "Bank account entered"


def test_who_matched_the_refund_is_named():
    review = make.ReviewFactory()
    refund = make.RefundFactory(award=review.report.award, amount=review.report.remainder)
    cashier = matched(refund).by

    steps = steps_of(refund.group)

    [arrived] = [each for each in steps if str(each.step.name).startswith("Refund arrived")]
    assert arrived.done.by == cashier != refund.by


def test_a_refund_waits_for_the_bank():
    review = make.ReviewFactory()
    refund = make.RefundFactory(award=review.report.award, amount=review.report.remainder)
    waiting = str(undone_after_the_decree(group_of(review))[0])

    matched(refund)

    assert waiting == "Refund arrived, by the bank's statement"
    assert len(undone_after_the_decree(group_of(review))) == 1  # the monitoring visits


def test_only_pages_that_one_may_open_are_linked(as_user):
    transfer = make.TransferFactory()
    group, paid = group_of(transfer), transfer.disbursement
    pay = reverse("grants:pay_disbursement", args=[paid.pk])

    def page(role):
        url = reverse("grants:group_grant", args=[group.pk])
        return as_user(UserFactory(role=role)).get(url).content.decode()

    assert pay in page("cashier")
    assert pay not in page("verifier")


def test_a_returned_payment_is_to_be_paid_again():
    arrived = make.MatchFactory()
    make.MatchFactory(kind="returned", transfer=arrived.transfer)

    names = undone_after_the_decree(group_of(arrived))

    assert str(names[0]) == "Paid"


def test_the_page_leads_to_the_next_step(as_user):
    candidacy = make.CandidacyFactory()

    page = as_user(candidacy.by).get(reverse("grants:group_grant", args=[candidacy.group.pk]))

    assert reverse("grants:plan_budget", args=[candidacy.pk]) in page.content.decode()


def test_what_is_done_leads_to_what_it_left(as_user):
    budget = make.BudgetFactory()
    url = reverse("grants:group_grant", args=[group_of(budget).pk])

    page = as_user(budget.by).get(url).content.decode()

    assert f'href="{reverse("grants:budget", args=[budget.candidacy_id])}"' in page


def paper_of(group, name):
    return next(each.done.paper for each in steps_of(group) if str(each.step.name) == name)


def test_a_visit_names_its_paper():
    paper = make.AgreementFactory().paper
    visit = make.VisitFactory(paper=paper)

    assert paper_of(visit.candidacy.group, "Checked on the spot") == paper


def test_a_signed_page_names_its_paper():
    agreement = make.AgreementFactory()
    make.SignedPageFactory(paper=agreement.paper)

    assert paper_of(group_of(agreement), "Signed page of the agreement") == agreement.paper


def test_a_group_in_no_selection(as_user):
    group = GroupFactory()

    page = as_user(UserFactory(role="verifier")).get(reverse("grants:group_grant", args=[group.pk]))

    assert page.context["way"] is None


def test_the_page_takes_as_many_queries_for_a_long_way(as_user, django_assert_max_num_queries):
    review = make.ReviewFactory()
    client = as_user(UserFactory(role="verifier"))

    with django_assert_max_num_queries(30):
        client.get(reverse("grants:group_grant", args=[group_of(review).pk]))


def test_a_group_that_the_decree_does_not_name_waits_for_nothing():
    left_out = make.CandidacyFactory()
    make.DecreeFactory(proposal=make.ListProposalFactory(round=left_out.round))

    assert way_of(candidacy_of(left_out.group)).waits == []


def test_who_was_left_out_is_shown_no_road_ahead(as_user):
    left_out = make.CandidacyFactory()
    url = reverse("grants:group_grant", args=[left_out.group_id])
    pages = [as_user(left_out.by).get(url).text]

    make.DecreeFactory(proposal=make.ListProposalFactory(round=left_out.round))
    pages.append(as_user(left_out.by).get(url).text)

    assert ["LPJ" in page.split('id="way"')[1] for page in pages] == [True, False]
