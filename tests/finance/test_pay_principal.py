"""Paying the principal savings, once (E24)."""

import pytest
from django.urls import reverse

from finance.actions.money import pay_principal
from finance.models import Book
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, save

pytestmark = pytest.mark.django_db


def pay(member):
    by = member.group.registered_by
    return pay_principal(membership=member, date=TODAY, today=TODAY, by=by)


def test_it_is_what_the_rule_of_the_day_says():
    member = MembershipFactory()

    pay(member)

    assert balance(member.group, Book.Kind.POKOK, member) == 50_000
    assert balance(member.group, Book.Kind.CASH) == 50_000


def test_once():
    member = MembershipFactory()
    pay(member)

    with pytest.raises(RuleBroken, match="owes no principal savings"):
        pay(member)


def test_only_what_is_missing():
    member = MembershipFactory()
    save(member, pokok=20_000)

    pay(member)

    assert balance(member.group, Book.Kind.POKOK, member) == 50_000


def test_the_page_says_of_each_member_whether_it_is_paid(as_user):
    group = GroupFactory(members=2)
    paid, unpaid = group.memberships.order_by("number")
    save(paid, pokok=50_000)
    url = reverse("finance:pay_principal", args=[group.pk])

    text = as_user(facilitator_of(group)).get(url).text

    assert f"{paid}, sudah dibayar Rp50.000" in text
    assert f"{unpaid}, belum dibayar" in text
