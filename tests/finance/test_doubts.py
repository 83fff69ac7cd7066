"""Amounts beyond reason: asked about once, then recorded."""

import pytest
from django.urls import reverse

from finance.models import Book
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, save, stock, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    group = GroupFactory()
    stock(group, bank=5_300_000)
    return group


@pytest.fixture
def send(as_user, group):
    """`send(url name, pk, …)`: what the facilitator is answered."""
    client = as_user(facilitator_of(group))

    def post(name, pk, **data):
        return client.post(reverse(f"finance:{name}", args=[pk]), typed(**data))

    return post


def asked(response) -> str:
    """The question in the answer, with the tick to answer it."""
    assert response.status_code == 422
    assert 'type="checkbox" name="sure"' in response.text
    return response.text


def test_more_interest_than_the_account_holds(send, group):
    data = {"amount": "234.700.000", "date": TODAY}

    assert "Rp234.700.000 adalah 44 kali Rp5.300.000" in asked(
        send("record_interest", group.pk, **data)
    )
    assert balance(group, Book.Kind.BANK) == 5_300_000

    assert send("record_interest", group.pk, **data, sure="on").status_code == 302
    assert balance(group, Book.Kind.BANK) == 240_000_000


def test_usual_interest_is_not_asked_about(send, group):
    assert send("record_interest", group.pk, amount="23.000", date=TODAY).status_code == 302


def test_a_correction_to_many_times_what_stood_there(send, group):
    member = MembershipFactory(group=group)
    save(member, sukarela=10_000)
    entry = member.entries.get()
    data = {"reason": "salah tulis", "membership": member.pk, "sukarela": "1.000.000.000"}

    assert "100.000 kali Rp10.000" in asked(send("reverse_entry", entry.pk, **data))
    assert not hasattr(member.entries.get(), "reversal")
    assert send("reverse_entry", entry.pk, **data | {"sukarela": "100.000"}).status_code == 302


@pytest.mark.parametrize("name", ["principal", "mandatory", "dues"])
def test_a_rule_of_many_times_the_rule_before(send, group, name):
    rules = {"principal": "50.000", "mandatory": "10.000", "dues": "5.000", "since": TODAY}

    assert "kali" in asked(send("change_rules", group.pk, **rules | {name: "5.000.000"}))
    sure = rules | {name: "5.000.000", "sure": "on"}
    assert send("change_rules", group.pk, **sure).status_code == 302


def test_dues_of_many_meetings_ahead(send, group):
    """With savings that would be usual for as many rupiah."""
    member = MembershipFactory(group=group)
    data = {"membership": member.pk, "dues": "500.000"}

    assert "Rp500.000 adalah 100 kali Rp5.000" in asked(send("pay_in", group.pk, **data))
    assert balance(group, Book.Kind.IKS) == 0
    assert send("pay_in", group.pk, **data, sure="on").status_code == 302
    assert send("pay_in", group.pk, **data | {"dues": "60.000"}).status_code == 302


def help_of(amount, member, **more):
    return {"membership": member.pk, "amount": amount, "note": "sakit", **more}


@pytest.mark.parametrize(
    ("amount", "question"),
    [("900.000", "lebih dari separuh dana"), ("301.000", "3 kali Rp100.000")],
)
def test_help_of_much_of_the_fund_or_more_than_before(send, group, amount, question):
    stock(group, iks=1_200_000)
    member = MembershipFactory(group=group)
    assert send("give_help", group.pk, **help_of("100.000", member)).status_code == 302

    assert question in asked(send("give_help", group.pk, **help_of(amount, member)))
    sure = help_of(amount, member, sure="on")
    assert send("give_help", group.pk, **sure).status_code == 302
