"""The way of a group through its grant: what is done, what is next, whose turn it is."""

import pytest
from django.urls import reverse

from grants.reports.steps import candidacy_of, steps_of
from tests.factories import GroupFactory, UserFactory
from tests.grants import factories as make
from tests.grants.looking import group_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEXT = [
    ("CandidacyFactory", "Budget plan (RAB)", "Facilitator"),
    ("BudgetFactory", "Checked on the spot", "Verifier"),
    ("AgreementFactory", "Checked on the spot", "Verifier"),
]
MONEY = [
    ("AgreementFactory", "Bank account checked"),
    ("DisbursementFactory", "Paid"),
    ("TransferFactory", "Arrived, by the bank's statement"),
    ("MatchFactory", "Handover (BAST)"),
    ("HandoverFactory", "Bought"),
    ("PurchaseFactory", "Spending report (LPJ)"),
    ("ReportFactory", "Report reviewed"),
    ("ReviewFactory", "Remainder refunded"),
]


def following(group):
    return next(step for step in steps_of(candidacy_of(group)) if step.is_next)


def undone_after_the_decree(group):
    """Factories skip visits, scores and lists: what is undone of the money."""
    steps = [step for step in steps_of(candidacy_of(group)) if not step.done]
    after = [step.kind.name for step in steps_of(candidacy_of(group))].index("Agreement (NPHD)")
    money = [step.kind.name for step in steps_of(candidacy_of(group))][after:]
    return [step.kind.name for step in steps if step.kind.name in money]


@pytest.mark.parametrize(("factory", "name", "role"), NEXT)
def test_the_next_step_names_who_must_act(factory, name, role):
    group = group_of(getattr(make, factory)())

    step = following(group)

    assert (str(step.kind.name), step.role) == (name, role)


@pytest.mark.parametrize(("factory", "name"), MONEY)
def test_each_paper_brings_the_next_step(factory, name):
    group = group_of(getattr(make, factory)())

    assert str(undone_after_the_decree(group)[0]) == name


def test_a_returned_payment_is_to_be_paid_again():
    arrived = make.MatchFactory()
    make.MatchFactory(kind="returned", transfer=arrived.transfer)

    names = undone_after_the_decree(group_of(arrived))

    assert str(names[0]) == "Paid"


def test_the_page_leads_to_the_next_step(as_user):
    candidacy = make.CandidacyFactory()

    page = as_user(candidacy.by).get(reverse("grants:group_grant", args=[candidacy.group.pk]))

    assert reverse("grants:plan_budget", args=[candidacy.pk]) in page.content.decode()


def test_a_group_in_no_selection(as_user):
    group = GroupFactory()

    page = as_user(UserFactory(role="verifier")).get(reverse("grants:group_grant", args=[group.pk]))

    assert page.context["steps"] == []


def test_the_page_takes_as_many_queries_for_a_long_way(as_user, django_assert_max_num_queries):
    review = make.ReviewFactory()
    client = as_user(UserFactory(role="verifier"))

    with django_assert_max_num_queries(30):
        client.get(reverse("grants:group_grant", args=[group_of(review).pk]))


def test_a_group_that_the_decree_does_not_name_waits_for_nothing():
    left_out = make.CandidacyFactory()
    make.DecreeFactory(proposal=make.ListProposalFactory(round=left_out.round))

    assert not any(step.is_next for step in steps_of(candidacy_of(left_out.group)))
