"""Savings, dues and what is paid back of a loan, between two meetings."""

import datetime

import pytest
from django.urls import reverse

from finance import ledger
from finance.actions.money import pay_in
from finance.ledger import Posting
from finance.models import Book
from finance.reports.owed import owed
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.conftest import balance, meet, usual
from tests.finance.stock import facilitator_of, post, typed

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
Kind = Book.Kind


@pytest.fixture
def group():
    """A meeting yesterday at which nothing was paid."""
    group = GroupFactory(members=2)
    meet(group, date=TODAY - DAY, lines=usual(group, savings=0, dues=0))
    return group


@pytest.fixture
def member(group):
    return group.memberships.first()


def pay(member, **paid):
    return pay_in(membership=member, date=TODAY, today=TODAY, by=member.group.registered_by, **paid)


def lend(member, amount):
    group = member.group
    lent = ledger.book(group, Kind.LOAN, member)
    post(group, [Posting(lent, ledger.book(group, Kind.CAPITAL), amount, member)])


def test_savings_fill_what_is_owed_and_the_rest_is_voluntary(member):
    pay(member, savings=25_000, dues=5_000)

    left = owed(member.group, [member], TODAY)[member.pk]
    assert balance(member.group, Kind.WAJIB, member) == 10_000
    assert balance(member.group, Kind.SUKARELA, member) == 15_000
    assert (left.savings_arrears, left.dues_arrears) == (0, 0)
    assert balance(member.group, Kind.CASH) == 30_000


def test_the_next_sheet_asks_for_the_next_meeting_alone(member):
    pay(member, savings=10_000, dues=5_000)

    left = owed(member.group, [member], TODAY)[member.pk]
    assert (left.savings_owed, left.dues_owed) == (10_000, 5_000)


def test_a_loan_is_paid_back(member):
    lend(member, 100_000)

    (entry,) = pay(member, loan=40_000)

    assert balance(member.group, Kind.LOAN, member) == 60_000
    assert member.entries.get(pk=entry).label == "Loan paid back"


def test_no_more_than_was_lent(member):
    lend(member, 30_000)

    with pytest.raises(RuleBroken) as refused:
        pay(member, savings=10_000, loan=40_000)

    assert refused.value.field == "loan"
    assert not member.entries.filter(credit__kind=Kind.WAJIB).exists()


def test_nothing_paid_is_nothing_to_record(member):
    with pytest.raises(RuleBroken):
        pay(member)


def test_who_has_left_saves_no_more():
    member = MembershipFactory(since=TODAY - 9 * DAY, until=TODAY, reason="moved")
    act = {"membership": member, "today": TODAY, "by": member.group.registered_by}

    with pytest.raises(RuleBroken):
        pay_in(savings=10_000, date=TODAY - DAY, **act)
    with pytest.raises(RuleBroken):
        pay_in(dues=5_000, date=TODAY, **act)


def test_the_page_records_it_and_says_the_sum(as_user, group, member):
    client, url = as_user(facilitator_of(group)), reverse("finance:pay_in", args=[group.pk])
    shown = client.get(url).context["form"]

    answer = client.post(url, typed(membership=member.pk, savings="20.000", dues="5.000"))

    assert "Rp25.000" in client.get(answer.url).text
    assert "loan" not in shown.fields


def test_three_zeros_too_many_are_asked_about(as_user, group, member):
    client, url = as_user(facilitator_of(group)), reverse("finance:pay_in", args=[group.pk])
    data = typed(membership=member.pk, savings="10.000.000")

    asked = client.post(url, data)
    client.post(url, data | {"sure": "on"})

    assert asked.context["form"].errors["savings"]
    assert balance(group, Kind.CASH) == 10_000_000


def test_the_pages_of_money_coming_in_lead_to_both(as_user, group):
    page = as_user(facilitator_of(group)).get(reverse("finance:cash_in", args=[group.pk])).text

    for name in ("record_income", "pay_in"):
        assert reverse(f"finance:{name}", args=[group.pk]) in page
