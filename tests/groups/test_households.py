"""Splitting and joining households, and a new number of a family card."""

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.households import change_card, join_households, split_household
from groups.models import Household, Person
from tests.factories import HouseholdFactory, MembershipFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
OLD, NEW, OTHER = "3507071203090005", "3507071203090099", "3507071203090077"


def card(number: str) -> Household:
    household = HouseholdFactory()
    household.seal_kk(number)
    household.save()
    return household


@pytest.fixture
def family() -> list[Person]:
    """Sutini, a member, with her mother and her daughter on one card."""
    household = card(OLD)
    daughter = PersonFactory(name="Sutini", household=household)
    MembershipFactory(person=daughter)
    return [daughter, *(PersonFactory(name=name, household=household) for name in ("Sri", "Ani"))]


@pytest.fixture
def by(db):
    return UserFactory()


def numbers(people) -> list[str]:
    for person in people:
        person.refresh_from_db()
    return [person.household.kk_masked[-2:] for person in people]


def test_a_family_splits_with_whom_moves_along(family, by):
    sutini, _sri, ani = family

    split_household(person=sutini, others=[ani], kk=NEW, address="RT 01", by=by)

    assert numbers(family) == ["99", "05", "99"]
    assert sutini.household.address == "RT 01"
    assert sutini.memberships.get().household == sutini.household


def test_the_mother_may_join_the_group_once_they_are_split(family, by):
    sutini, sri, _ani = family

    split_household(person=sutini, by=by)

    assert MembershipFactory(group=sutini.memberships.get().group, person=sri).pk
    assert numbers(family[:1]) == [""]  # the new card is not at hand


def test_somebody_stays_and_nobody_else_moves(family, by):
    sutini, *others = family

    with pytest.raises(RuleBroken, match="Nobody stays"):
        split_household(person=sutini, others=others, by=by)
    with pytest.raises(RuleBroken, match="family has changed"):
        split_household(person=sutini, others=[PersonFactory()], by=by)


GETS_A_NUMBER = {
    "split": lambda person, by: split_household(person=person, kk=OTHER, by=by),
    "change": lambda person, by: change_card(household=person.household, kk=OTHER, by=by),
}


@pytest.mark.parametrize("act", GETS_A_NUMBER)
def test_the_number_of_another_family_joins_nobody(family, by, act):
    PersonFactory(name="Karsini Dewi", household=card(OTHER))

    with pytest.raises(RuleBroken, match=r"K\. D\. .another group. is on this card") as refusal:
        GETS_A_NUMBER[act](family[0], by)

    assert refusal.value.field == "kk"
    assert numbers(family) == ["05"] * 3


def test_two_families_join(family, by):
    aunt = PersonFactory(household=card(OTHER))

    join_households(household=family[0].household, into=aunt.household, by=by)

    assert numbers([*family, aunt]) == ["77"] * 4
    assert family[0].memberships.get().household == aunt.household


def test_two_members_do_not_come_onto_one_card(family, by):
    other = MembershipFactory(person=PersonFactory(household=card(OTHER)))

    with pytest.raises(RuleBroken, match="family is a member already"):
        join_households(household=family[0].household, into=other.person.household, by=by)
    with pytest.raises(RuleBroken, match="same card"):
        join_households(household=other.household, into=other.household, by=by)

    assert numbers(family) == ["05"] * 3


def test_the_number_changes_for_the_whole_family(family, by):
    change_card(household=family[0].household, kk=NEW, by=by)

    assert numbers(family) == ["99"] * 3
    with pytest.raises(RuleBroken, match="already"):
        change_card(household=Household.objects.get(pk=family[0].household_id), kk=NEW, by=by)


@pytest.fixture
def client(as_user, family):
    return as_user(family[0].memberships.get().group.facilitations.get().facilitator)


def send(client, family, act: str, **data):
    return client.post(reverse(f"groups:{act}", args=[family[0].memberships.get().pk]), data)


def test_the_pages_split_and_change(client, family):
    assert send(client, family, "split_household", others=[family[1].pk], kk=NEW).status_code == 302
    assert numbers(family) == ["99", "99", "05"]

    assert send(client, family, "change_card", kk="12").status_code == 422
    assert send(client, family, "change_card", kk=OTHER).status_code == 302
    assert numbers(family) == ["77", "77", "05"]


def test_the_page_asks_once_whose_card_it_joins(client, family):
    PersonFactory(name="Karsini Dewi", household=card(OTHER))

    unknown = send(client, family, "join_households", kk=NEW)
    asked = send(client, family, "join_households", kk=OTHER)
    send(client, family, "join_households", kk=OTHER, sure="on")

    assert unknown.context["form"].errors.keys() == {"kk"}
    assert "K. D." in asked.context["form"].errors["kk"][0]
    assert numbers(family) == ["77"] * 3


def test_the_page_of_a_member_leads_there(client, family):
    membership = family[0].memberships.get()

    page = client.get(reverse("groups:member", args=[membership.pk])).text

    for act in ("split_household", "join_households", "change_card"):
        assert reverse(f"groups:{act}", args=[membership.pk]) in page
