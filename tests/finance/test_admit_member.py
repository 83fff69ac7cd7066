"""Admitting a member."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.models import Membership, Person
from tests.conftest import TODAY
from tests.factories import (
    LONG_AGO,
    GroupFactory,
    HouseholdFactory,
    MembershipFactory,
    PersonFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.finance.admitting import DAY, JOINS, KK, NIK, OTHER_KK, admit
from tests.finance.stock import facilitator_of

pytestmark = pytest.mark.django_db


def small_programme():
    return ProgrammeFactory(name="Kecil", least_members=2, most_members=3)


def test_a_member_gets_the_next_number():
    group = GroupFactory(members=2)

    membership = admit(group, nik=NIK, kk=KK, post="chair")

    assert membership.code == "M03"
    assert membership.person.nik_masked == "••••••••••••••03"
    assert membership.household.kk_masked == "••••••••••••••01"
    assert group.offices.get().membership == membership


def test_a_number_is_never_given_twice():
    group = GroupFactory()
    MembershipFactory(group=group, until=TODAY, reason="moved", number=7)

    assert admit(group).number == 8


def test_a_known_nik_is_the_same_person_in_the_same_family():
    person = PersonFactory(name="Siti Aminah")
    person.seal_nik(NIK)
    person.save()

    membership = admit(GroupFactory(), name="Siti A.", nik=NIK)

    assert membership.person == person
    assert membership.household == person.household
    assert Person.objects.get().name == "Siti Aminah"


def test_a_known_kk_joins_only_who_is_said_to_be_of_the_family():
    household = HouseholdFactory()
    household.seal_kk(KK)
    household.save()
    group = GroupFactory()

    for family in (None, HouseholdFactory()):
        with pytest.raises(RuleBroken) as refused:
            admit(group, kk=KK, family=family)
        assert refused.value.field == "kk"
    assert admit(group, kk=KK, family=household).household == household


@pytest.mark.parametrize("known_kk", ["", OTHER_KK])
def test_another_card_beside_a_known_nik_is_refused_in_words(known_kk):
    person = PersonFactory(name="Siti Aminah")
    person.seal_nik(NIK)
    person.save()
    person.household.seal_kk(known_kk)
    person.household.save()

    with pytest.raises(RuleBroken, match=r"page of the member|halaman anggota") as refused:
        admit(GroupFactory(), nik=NIK, kk=KK)

    assert refused.value.field == "kk"
    assert "Aminah" not in str(refused.value)
    assert "••" not in str(refused.value)
    assert admit(GroupFactory(), nik=NIK, kk=known_kk).person == person


def test_a_seen_person_is_named_with_her_card():
    group = GroupFactory(members=1)
    left = admit(group, since=LONG_AGO, nik=NIK, kk=OTHER_KK)
    Membership.objects.filter(pk=left.pk).update(until=TODAY, reason="moved")

    with pytest.raises(RuleBroken) as refused:
        admit(group, nik=NIK, kk=KK, by=facilitator_of(group))

    assert "Siti (M02" in str(refused.value)
    assert "••••••••••••••03" in str(refused.value)


def test_the_page_says_on_which_card_she_is(as_user):
    group = GroupFactory()
    facilitator = facilitator_of(group)
    person = admit(group, since=LONG_AGO, nik=NIK, kk=OTHER_KK).person
    person.memberships.update(until=TODAY, reason="moved")
    typed = {"name": "Siti", "sex": "F", "nik": NIK, "kk": KK, "since": TODAY}

    url = reverse("finance:admit_member", args=[group.pk])
    page = as_user(facilitator).post(url, typed | {"submission": str(uuid.uuid4())})

    assert page.status_code == 422
    assert "Kosongkan nomor KK" in page.context["form"].errors["kk"][0]


def test_a_group_has_at_most_what_its_programme_says():
    group = GroupFactory(members=3, programme=small_programme())

    with pytest.raises(RuleBroken, match=r"3.*3"):
        admit(group)


def test_a_member_who_left_leaves_room():
    group = GroupFactory(members=2, programme=small_programme())
    MembershipFactory(group=group, until=TODAY, reason="moved")

    assert admit(group)


@pytest.mark.parametrize(("year", "age"), [(2008, "17"), (1964, "61")])
def test_ages_are_those_of_the_programme(year, age):
    with pytest.raises(RuleBroken, match=age) as refused:
        admit(GroupFactory(formed_on=JOINS), since=JOINS, born_on=datetime.date(year, 1, 5))

    assert refused.value.field == "born_on"


@pytest.mark.parametrize("born_on", [datetime.date(2007, 11, 24), datetime.date(1964, 11, 25)])
def test_the_limits_of_age_are_inside(born_on):
    assert admit(GroupFactory(formed_on=JOINS), since=JOINS, born_on=born_on)


def test_a_birth_date_not_known_yet_is_not_judged():
    assert admit(GroupFactory(), born_on=None)


def test_one_active_group_a_person():
    admit(GroupFactory(), nik=NIK)

    with pytest.raises(RuleBroken) as refused:
        admit(GroupFactory(), nik=NIK)

    assert refused.value.field == "nik"


def test_one_member_a_family():
    admit(GroupFactory(), kk=KK)

    with pytest.raises(RuleBroken) as refused:
        admit(GroupFactory(), kk=KK)

    assert refused.value.field == "kk"


def test_who_left_one_group_may_join_another():
    first = admit(GroupFactory(), since=LONG_AGO, nik=NIK, kk=KK)
    Membership.objects.filter(pk=first.pk).update(until=TODAY, reason="moved")

    assert admit(GroupFactory(), nik=NIK, kk=KK).person == first.person


@pytest.mark.parametrize(
    ("card", "words"),
    [({"nik": "350707570585000"}, "15"), ({"nik": "35070757058500O3"}, "NIK"), ({"kk": "12"}, "2")],
)
def test_what_cannot_be_a_card_number_is_refused(card, words):
    with pytest.raises(RuleBroken, match=words) as refused:
        admit(GroupFactory(), **card)

    assert refused.value.field in card


def test_a_number_may_be_typed_with_spaces():
    assert admit(GroupFactory(), nik="3507 0757 0585 0003").person.nik_masked.endswith("•03")


@pytest.mark.parametrize("since", [TODAY + DAY, LONG_AGO - DAY])
def test_not_before_the_group_nor_after_today(since):
    with pytest.raises(RuleBroken) as refused:
        admit(GroupFactory(), since=since)

    assert refused.value.field == "since"


def test_a_facilitator_is_no_member_of_the_group():
    facilitator = UserFactory(role="facilitator")
    person = PersonFactory(user=facilitator)
    person.seal_nik(NIK)
    person.save()

    with pytest.raises(RuleBroken):
        admit(GroupFactory(facilitator=facilitator), nik=NIK)


def test_an_office_that_is_held_is_refused():
    group = GroupFactory()
    admit(group, post="chair")

    with pytest.raises(RuleBroken) as refused:
        admit(group, post="chair")

    assert refused.value.field == "post"


def test_the_database_keeps_one_membership_a_person():
    first = MembershipFactory()

    with pytest.raises(IntegrityError, match="one_a_person"), transaction.atomic():
        copy_of(first, number=2)


def test_the_database_keeps_one_member_a_family():
    first = MembershipFactory()
    other = PersonFactory(household=first.household)

    with pytest.raises(IntegrityError, match="one_a_household"), transaction.atomic():
        copy_of(first, number=2, person_id=other.pk)


def test_the_family_of_a_membership_is_the_persons():
    first = MembershipFactory()
    MembershipFactory._meta.model.objects.filter(pk=first.pk).update(household=HouseholdFactory())

    first.refresh_from_db()
    assert first.household_id == first.person.household_id


def copy_of(membership, **changed):
    row = {
        "group_id": membership.group_id,
        "person_id": membership.person_id,
        "household_id": membership.household_id,
        "since": TODAY,
        "reason": "",
    } | changed
    names, places = ", ".join(row), ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO groups_membership ({names}) VALUES ({places})", list(row.values())
        )
