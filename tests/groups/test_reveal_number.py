"""Revealing a full NIK or KK, which is logged."""

import datetime

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.identity import reveal_number
from groups.models import Person, Reveal
from groups.rules.plausibility import doubts
from tests.factories import MembershipFactory, PersonFactory, UserFactory, region

pytestmark = pytest.mark.django_db
NIK = "3507075705850003"
BORN_ON = datetime.date(1985, 5, 17)


@pytest.fixture
def person():
    person = PersonFactory()
    person.seal_nik(NIK)
    person.save()
    return person


@pytest.fixture
def membership(person):
    return MembershipFactory(person=person)


def test_a_number_is_sealed_and_found(person):
    assert NIK not in str(Person.objects.values().get())
    assert Person.objects.with_nik("3507 0757 0585 0003").get() == person


def test_who_looked_at_what_and_why_is_written_down(membership):
    by = UserFactory()

    number = reveal_number(membership=membership, number="nik", purpose="Isi formulir bank", by=by)

    assert number == NIK
    assert Reveal.objects.values_list("person", "number", "purpose", "by").get() == (
        membership.person_id,
        "nik",
        "Isi formulir bank",
        by.pk,
    )


@pytest.mark.parametrize(("number", "purpose"), [("nik", " "), ("kk", "Isi formulir bank")])
def test_not_without_a_purpose_nor_without_a_number(membership, number, purpose):
    with pytest.raises(RuleBroken):
        reveal_number(membership=membership, number=number, purpose=purpose, by=UserFactory())

    assert not Reveal.objects.exists()


def test_what_was_looked_at_is_never_changed(membership):
    reveal_number(
        membership=membership, number="nik", purpose="Isi formulir bank", by=UserFactory()
    )

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Reveal.objects.update(purpose="Lain")


def test_a_card_as_it_should_be_raises_no_doubt():
    region("35.07.07")

    assert doubts(NIK, sex="F", born_on=BORN_ON) == []


@pytest.mark.parametrize(
    ("nik", "count"),
    [
        ("3507075705850000", 1),  # serial 0000
        ("3507077202850003", 1),  # 32 February
        ("3507071705850003", 1),  # a man's
        ("3507075605850003", 1),  # another day
        ("3507075705840003", 1),  # another year
        ("9999995705850003", 1),  # no such region
        ("3507071805840000", 3),
    ],
)
def test_a_doubtful_card_is_asked_about(nik, count):
    region("35.07.07")

    assert len(doubts(nik, sex="F", born_on=BORN_ON)) == count


def test_every_page_masks_it(as_user, membership):
    client = as_user(membership.group.facilitations.get().facilitator)
    pages = [
        reverse("groups:members", args=[membership.group_id]),
        reverse("groups:member", args=[membership.pk]),
        reverse("groups:edit_member", args=[membership.pk]),
        reverse("groups:reveal_number", args=[membership.pk]),
    ]

    assert all(NIK not in client.get(page).text for page in pages)


def test_the_page_shows_it_once(as_user, membership):
    client = as_user(membership.group.facilitations.get().facilitator)
    url = reverse("groups:reveal_number", args=[membership.pk])

    response = client.post(url, {"number": "nik", "purpose": "Isi formulir bank"})

    assert NIK in response.text
    assert "no-store" in response["Cache-Control"]
    assert NIK not in client.get(url).text
    assert "Isi formulir bank" in client.get(reverse("groups:member", args=[membership.pk])).text


def test_the_page_wants_a_purpose(as_user, membership):
    client = as_user(membership.group.facilitations.get().facilitator)
    url = reverse("groups:reveal_number", args=[membership.pk])

    assert client.post(url, {"number": "nik", "purpose": ""}).status_code == 422
    assert not Reveal.objects.exists()
