"""Principal savings (pokok) that a member has still to pay, on the pages of her savings."""

import pytest
from django.urls import reverse

from finance.models import Book
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, SavingsRuleFactory, UserFactory
from tests.finance.posting import DAY, pay_in
from tests.finance.stock import facilitator_of

pytestmark = pytest.mark.django_db
WORDS = "Simpanan pokok: Rp{} belum dibayar."


@pytest.fixture
def member():
    group = GroupFactory(rules=False)
    SavingsRuleFactory(group=group, principal=50_000)
    return MembershipFactory(group=group, person__user=UserFactory(role="member"))


def book(client, member, **asked) -> str:
    return client.get(reverse("finance:savings_book", args=[member.pk]), asked).text


@pytest.mark.parametrize(("paid", "left"), [(0, "50.000"), (20_000, "30.000"), (50_000, None)])
def test_both_pages_say_what_is_missing(as_user, member, paid, left):
    if paid:
        pay_in(member, paid, kind=Book.Kind.POKOK)
    pay_in(member, 70_000)
    client = as_user(member.person.user)

    for page in (book(client, member), client.get("/my/").text):
        assert ("Simpanan pokok: " in page) == bool(left)
        assert not left or WORDS.format(left) in page


def test_days_of_the_filter_change_nothing(as_user, member):
    pay_in(member, 50_000, TODAY - 40 * DAY, kind=Book.Kind.POKOK)

    shown = book(as_user(UserFactory(role="verifier")), member, since=TODAY.isoformat())

    assert "Simpanan pokok: " not in shown


def test_only_who_records_money_is_led_there(as_user, member):
    pay = reverse("finance:pay_principal", args=[member.group_id])

    assert pay in book(as_user(facilitator_of(member.group)), member)
    for user in (member.person.user, UserFactory(role="verifier")):
        shown = book(as_user(user), member)
        assert WORDS.format("50.000") in shown
        assert pay not in shown


def test_nothing_is_missing_of_one_who_left(as_user, member):
    member.until, member.reason = TODAY, "moved"
    member.save()

    assert "Simpanan pokok: " not in book(as_user(UserFactory(role="verifier")), member)


def test_nothing_is_missing_before_a_rule(as_user):
    member = MembershipFactory(group=GroupFactory(rules=False))

    assert "Simpanan pokok: " not in book(as_user(UserFactory(role="verifier")), member)
