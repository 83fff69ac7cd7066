"""Splitting and joining households, and a new number of a family card."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, transaction
from django.forms.forms import BaseForm
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.households import change_card, join_households, split_household
from groups.models import Household, Membership, Person
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
    lettered,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
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
    return UserFactory(role="operator")


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


def ended(person) -> None:
    """The membership of a person ended some time ago."""
    person.memberships.update(since=LONG_AGO, until=TODAY - 9 * DAY, reason="moved")


@pytest.mark.parametrize("side", ["into the card of who left", "from the card of who left"])
def test_who_left_long_ago_bars_no_family_from_joining(family, by, side):
    """Both were members at one time, but not of one family then."""
    other = MembershipFactory(person=PersonFactory(household=card(OTHER)), since=LONG_AGO).person
    cards = [family[0].household, other.household]
    if side.startswith("into"):
        ended(other)
        join_households(household=cards[0], into=cards[1], by=by)
    else:
        ended(family[0])
        join_households(household=cards[0], into=cards[1], by=by)

    assert numbers([*family, other]) == ["77"] * 4
    running = Membership.objects.get(until=None)
    assert running.household == Household.objects.get(pk=cards[1].pk)
    with pytest.raises(IntegrityError, match="one_a_household"), transaction.atomic():
        MembershipFactory(person=family[1])
    running.until, running.reason = LONG_AGO + DAY, "moved"  # before it came onto this card
    running.save()


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


def kin(form: type) -> set[type]:
    return {form}.union(*(kin(child) for child in form.__subclasses__()))


def test_each_form_with_a_card_is_one_of_these():
    """A form added here has its page below, which joins no family unasked."""
    project = {"groups", "finance", "grants", "accounts", "papers"}
    forms = {form for form in kin(BaseForm) if form.__module__.split(".")[0] in project}

    with_a_card = {form.__name__ for form in forms if "kk" in getattr(form, "base_fields", ())}
    assert with_a_card == {
        *("CardForm", "FamilyForm", "NewcomerForm", "AdmissionForm", "FamilyRow", "PersonForm"),
        *("CardNumberForm", "SplitForm", "JoinForm"),
    }


def rows_of_a_group(card: str) -> dict:
    rows = {f"members-{n}-name": f"Anggota {lettered(n)}" for n in range(5)}
    rows |= {f"members-{n}-sex": "F" for n in range(5)}
    return rows | {"members-3-kk": card, "members-TOTAL_FORMS": "5", "members-INITIAL_FORMS": "0"}


def typed(act: str) -> dict:
    """What is sent to the page of an act, with the number of a card."""
    if act == "groups:register_group":
        group = {"name": "Melati", "village": "35.07.07.2001", "formed_on": LONG_AGO}
        meets = {"rhythm": "35", "usual_hour": "15:30", "usual_place": "Balai"}
        programme = {"programme": ProgrammeFactory().pk, "business": "goats"}
        return group | meets | programme | rows_of_a_group(OTHER)
    return {"name": "Wiwik", "sex": "F", "since": TODAY, "submission": uuid.uuid4(), "kk": OTHER}


@pytest.mark.parametrize(
    ("act", "tick"),
    [
        ("finance:admit_member", "same_family"),
        ("groups:register_group", "members-3-same_family"),
        ("groups:edit_member", "same_family"),
        ("groups:join_households", "sure"),
        ("groups:split_household", ""),
        ("groups:change_card", ""),
    ],
)
def test_a_page_asks_before_anybody_joins_a_known_family(client, family, act, tick):
    """By names alone; a tick set beside another question, or none asked at all, counts not."""
    membership = family[0].memberships.get()
    aunt = PersonFactory(name="Karsini Dewi", household=card(OTHER))
    on_card = aunt.household.persons
    rows = {"finance:admit_member": [membership.group_id], "groups:register_group": []}
    url, data = reverse(act, args=rows.get(act, [membership.pk])), typed(act)

    asked = client.post(url, data)
    other = client.post(url, data | {tick: "on", f"{tick}_asked": "of another card"})

    assert (asked.status_code, other.status_code, on_card.count()) == (422, 422, 1)
    assert "K. D." in asked.text
    assert aunt.household.kk_masked not in asked.text
    if tick:
        assert f'name="{tick}" class="form-check-input"' in asked.text.replace("\n", " ")
        assert client.post(url, data | {tick: "on"}).status_code == 302
        assert on_card.count() > 1


def test_a_family_with_a_member_is_refused_without_a_question(client, family):
    """Named as far as the user may know, and beside other mistakes, not after them."""
    group = family[0].memberships.get().group
    member = MembershipFactory(group=group, person=PersonFactory(household=card(OTHER)))
    url = reverse("finance:admit_member", args=[group.pk])

    for more in ({}, {"nik": "12"}):
        page = client.post(url, typed("finance:admit_member") | more)
        (said,) = page.context["form"].errors["kk"]
        assert f"{member.person.name} ({member.code}, {group})" in said


def test_a_card_where_nobody_lives_any_more_is_named_so(client, family):
    """Who was on it has moved to another card, or is the same person as somebody there."""
    PersonFactory(household=card(OTHER), same_as=family[1])

    asked = send(client, family, "join_households", kk=OTHER)
    refused = send(client, family, "change_card", kk=OTHER)

    assert asked.context["form"].errors["kk"][0].startswith("Sekarang tidak ada")
    assert refused.context["form"].errors["kk"][0].startswith("Keluarga yang sudah pindah")
    assert send(client, family, "join_households", kk=OTHER, sure="on").status_code == 302


def test_the_page_of_a_member_leads_there(client, family):
    membership = family[0].memberships.get()

    page = client.get(reverse("groups:member", args=[membership.pk])).text

    for act in ("split_household", "join_households", "change_card"):
        assert reverse(f"groups:{act}", args=[membership.pk]) in page
