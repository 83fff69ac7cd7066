"""Bar, row 22: who left a group belongs to it no more; her people are those of her group now."""

import datetime

import pytest
from django.urls import reverse

from groups.actions.identity import reveal_number
from groups.models import Person, Reveal
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, PersonFactory, agreed, region

pytestmark = pytest.mark.django_db
NIK, KK, NEW = "3507075705850003", "3507071203090001", "3507071203090077"
LEFT_ON = TODAY - datetime.timedelta(days=30)
ACTS = {
    "edit_member": {"name": "Lain", "sex": "F", "as_on_card": "on"},
    "split_household": {"address": "RT 09"},
    "join_households": {"kk": NEW, "sure": "on"},
    "change_card": {"kk": NEW},
    "reveal_number": {"number": "nik", "purpose": "Isi formulir bank"},
}


@pytest.fixture
def left():
    """Sutini, once in a group of this district and now in one of another; with her mother."""
    person = PersonFactory(name="Sutini", phone="0812345678")
    person.household.seal_kk(KK)
    person.household.save()
    person.seal_nik(NIK)
    person.save()
    PersonFactory(household=person.household)
    return MembershipFactory(person=person, until=LEFT_ON, reason="moved")


@pytest.fixture
def now(left):
    there = GroupFactory(village=region("35.79.01.2001"))
    agreed(group=there, person=left.person)
    return MembershipFactory(person=left.person, group=there, since=LEFT_ON)


def accompanying(as_user, membership):
    return as_user(membership.group.facilitations.get().facilitator)


def stored(left) -> list:
    person = Person.objects.get(pk=left.person_id)
    return [person.name, person.household_id, person.household.kk_index]


@pytest.mark.parametrize("act", ACTS)
def test_a_former_membership_gives_no_right(as_user, left, act):
    client, url = accompanying(as_user, left), reverse(f"groups:{act}", args=[left.pk])
    before = stored(left)

    pages = [client.get(url), client.post(url, ACTS[act])]

    assert all("bukan anggota KUBE ini lagi" in page.text for page in pages)
    assert "<form" not in pages[0].text.split("<main")[1]
    assert pages[1].status_code == 422
    assert stored(left) == before
    assert not Reveal.objects.exists()


def test_the_page_of_before_tells_nothing_of_now(as_user, left, now):
    by = now.group.facilitations.get().facilitator
    reveal_number(membership=now, number="nik", purpose="Isi formulir bank", by=by)

    client, name = accompanying(as_user, left), left.person.name
    new = MembershipFactory(group=left.group, person__name=name)  # a merge is thought of

    page = client.get(reverse("groups:member", args=[left.pk])).text
    asking = client.get(reverse("groups:ask_merge", args=[new.pk])).text.split("<form")[-1]

    assert "dipegang petugas di sana" in page
    assert name in asking
    for told in ("0812", "Oro-oro", by.name, "bank", "1985", left.person.nik_masked):
        assert told not in page + asking


def test_nor_the_page_of_now_of_before(as_user, left, now):
    by = left.group.facilitations.get().facilitator
    Reveal.objects.create(person=left.person, membership=left, number="nik", purpose="x", by=by)

    page = accompanying(as_user, now).get(reverse("groups:member", args=[now.pk])).text

    assert "0812345678" in page
    assert not [told for told in (by.name, str(left.group)) if told in page]


def test_why_she_left_stays_with_the_group_that_she_left(as_user, left):
    url = reverse("groups:edit_leaving", args=[left.pk])

    assert accompanying(as_user, left).post(url, {"reason": "able"}).status_code == 302


def test_where_she_is_a_member_she_is_changed(as_user, left):
    again = MembershipFactory(group=left.group, person=left.person, since=TODAY)
    url = reverse("groups:edit_member", args=[again.pk])

    accompanying(as_user, again).post(url, {"name": "Sutini Lestari", "sex": "F"})

    assert stored(left)[0] == "Sutini Lestari"
