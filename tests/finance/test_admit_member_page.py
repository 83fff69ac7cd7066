"""The page that admits a member."""

import uuid

import pytest
from django.urls import reverse

from groups.identity import blind
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    GroupFactory,
    PersonFactory,
)
from tests.finance.admitting import DAY, KK, NIK, admit

pytestmark = pytest.mark.django_db


@pytest.fixture
def group():
    return GroupFactory(members=1)


def typed(**changed):
    facts = {"name": "Siti", "sex": "F", "born_on": "1985-05-17", "since": LONG_AGO + DAY}
    return {"submission": uuid.uuid4()} | facts | changed


def send(as_user, group, **changed):
    facilitator = group.facilitations.get().facilitator
    url = reverse("finance:admit_member", args=[group.pk])
    return as_user(facilitator).post(url, typed(**changed))


def test_the_page_admits(as_user, group):
    response = send(as_user, group, nik=NIK, as_on_card="on")

    membership = group.memberships.get(person__name="Siti")
    assert response.url == reverse("groups:member", args=[membership.pk])
    assert membership.since == LONG_AGO + DAY


def test_the_page_goes_on_to_the_next_member(as_user, group):
    response = send(as_user, group, another="1")

    since = (LONG_AGO + DAY).isoformat()
    assert response.url == reverse("finance:admit_member", args=[group.pk]) + f"?since={since}"
    facilitator = group.facilitations.get().facilitator
    assert f'value="{LONG_AGO + DAY:%d/%m/%Y}"' in as_user(facilitator).get(response.url).text


def test_the_page_asks_again_about_a_doubtful_card(as_user, group):
    response = send(as_user, group, nik="3507071705850003")

    assert response.status_code == 422
    assert "as_on_card" in response.text
    assert group.memberships.count() == 1


def test_a_doubtful_card_passes_once_it_is_confirmed(as_user, group):
    assert send(as_user, group, nik="3507071705850000", as_on_card="on").status_code == 302


@pytest.mark.parametrize("nik", ["350707570585000", "350707570585000O", "12"])
def test_no_confirmation_makes_a_card_number_of_it(as_user, group, nik):
    response = send(as_user, group, nik=nik, as_on_card="on")

    assert response.status_code == 422
    assert response.context["form"]["nik"].errors


def test_the_page_shows_a_broken_rule_and_keeps_what_was_typed(as_user, group):
    admit(GroupFactory(), nik=NIK)

    response = send(as_user, group, nik=NIK, as_on_card="on")

    assert response.status_code == 422
    assert response.context["form"]["nik"].errors
    assert "Siti" in response.text


def test_a_nik_known_under_another_name_is_asked_about(as_user, group):
    PersonFactory(name="Wagiman Hadi", nik_sealed="x", nik_index=blind(NIK))

    response = send(as_user, group, nik=NIK)

    assert "W. H." in response.text
    assert "Wagiman" not in response.text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_known", [True, False])
def test_of_two_groups_at_once_one_admits(is_known):
    kk = "" if is_known else KK
    if is_known:
        PersonFactory(nik_sealed="x", nik_index=blind(NIK))
    groups = [GroupFactory(), GroupFactory()]

    ended = at_once([lambda group=group: admit(group, nik=NIK, kk=kk) for group in groups])

    assert sorted(type(result).__name__ for result in ended) == ["Membership", "RuleBroken"]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_day_that_cannot_be_is_refused_before_anything_is_asked(as_user, days):
    """Neither who a namesake is, nor whose card it is, nor what becomes owed."""
    group = GroupFactory(formed_on=TODAY if days < 0 else LONG_AGO)
    PersonFactory(name="Siti", household__village=group.village)
    data = {"name": "Siti", "sex": "F", "submission": uuid.uuid4(), "since": TODAY + days * DAY}

    page = as_user(group.facilitations.get().facilitator).post(
        reverse("finance:admit_member", args=[group.pk]), data
    )

    assert list(page.context["form"].errors) == ["since"]
