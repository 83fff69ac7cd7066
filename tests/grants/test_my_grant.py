"""The member's page of the group's grant: received, bought, left."""

import datetime

import pytest
from django.urls import reverse

from grants.selection.models import Award
from tests.conftest import TODAY
from tests.factories import MembershipFactory, PersonFactory, UserFactory
from tests.grants.factories import AgreementFactory, LossFactory, PurchaseFactory
from tests.grants.spending import CATTLE, buy, in_hand

pytestmark = pytest.mark.django_db
PAGE = "grants:my_grant"


def member_of(award: Award, **more):
    user = UserFactory(role="member")
    MembershipFactory(group=award.group, person=PersonFactory(user=user), **more)
    return user


def shown(client) -> str:
    return client.get(reverse(PAGE)).content.decode()


def test_what_came_was_bought_and_is_left(award, as_user):
    buy(award, CATTLE, 9_450_000)

    text = shown(as_user(member_of(award)))

    for figure in ("Rp30.000.000", "Rp9.450.000", "Rp20.550.000"):
        assert figure in text
    assert "dua puluh juta lima ratus lima puluh ribu rupiah" in text
    assert "Sapi limosin" in text


def test_what_was_lost_is_told(award, as_user):
    LossFactory(purchase=PurchaseFactory(award=award))

    assert "Mati, dicuri, atau hilang: Rp9.450.000" in shown(as_user(member_of(award)))


def test_a_grant_on_its_way(as_user):
    award = AgreementFactory().award

    assert "Masih dalam perjalanan." in shown(as_user(member_of(award)))


def test_no_grant_yet(as_user):
    user = UserFactory(role="member")

    assert "belum mendapat bantuan" in shown(as_user(user))


def test_another_groups_grant_is_not_shown(as_user):
    in_hand()
    mine = in_hand()
    buy(mine, CATTLE, 9_450_000)

    assert len(as_user(member_of(mine)).get(reverse(PAGE)).context["grants"]) == 1


def test_who_left_sees_it_no_more(award, as_user):
    left = {"until": TODAY - datetime.timedelta(days=300), "reason": "moved"}

    assert "belum mendapat bantuan" in shown(as_user(member_of(award, **left)))


def test_the_own_page_leads_there(award, as_user):
    text = as_user(member_of(award)).get(reverse("finance:my")).content.decode()

    assert reverse(PAGE) in text
