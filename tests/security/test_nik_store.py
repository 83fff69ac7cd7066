"""Bar, row 45: a sealed number opens in its own row alone, and with the keys of today."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from groups import identity
from groups.actions.identity import reseal_numbers, reveal_number
from groups.models import Household, Person, RegisterPerson, Reveal
from tests.factories import MembershipFactory, PersonFactory, UserFactory
from tests.groups.registers.files import nik, taken_over
from tests.groups.registers.files import row as row_of_file

NIK, OTHER_NIK, KK = "3507075705850003", "3507075705850004", "3507071203090001"
OLD, NEW = (Fernet.generate_key().decode() for _key in range(2))


@pytest.fixture
def keys(settings):
    """A function that sets the keys; what was made of them is forgotten before and after."""

    def use(*keys, index="another"):
        settings.NIK_KEYS, settings.NIK_INDEX_KEY = list(keys), index
        identity.forget_keys()

    yield use
    identity.forget_keys()


def member(nik: str, **of_person):
    membership = MembershipFactory(person=PersonFactory(**of_person))
    person = membership.person
    person.seal_nik(nik)
    person.household.seal_kk(KK if nik == NIK else "")
    person.household.save()
    person.save()
    return membership


@pytest.fixture
def swapped(db):
    """Two members whose ciphertexts and indexes somebody exchanged in the database."""
    one, other = member(NIK), member(OTHER_NIK)
    sealed = [(row.person.nik_sealed, row.person.nik_index, row.person_id) for row in (other, one)]
    with connection.cursor() as cursor:
        change = "UPDATE groups_person SET nik_sealed = %s, nik_index = %s WHERE id = %s"
        cursor.execute(change, ["", "", one.person_id])
        for (text, index, _pk), row in reversed(list(zip(sealed, (one, other), strict=True))):
            cursor.execute(change, [text, index, row.person_id])
    one.person.refresh_from_db()
    return one


def test_equal_numbers_are_sealed_differently_and_found_alike():
    (one, index), (other, same_index) = identity.seal(NIK, "nik 1"), identity.seal(NIK, "nik 1")

    assert one != other
    assert index == same_index == identity.blind(f" {NIK[:4]} {NIK[4:]}")
    assert identity.unseal(one, "nik 1") == NIK


@pytest.mark.parametrize("row", ["nik 2", "kk 1"])
def test_a_sealed_number_opens_in_its_own_row_alone(row):
    sealed, _index = identity.seal(NIK, "nik 1")

    with pytest.raises(identity.Unreadable):
        identity.unseal(sealed, row)


@pytest.mark.parametrize("text", ["2.", "2.x.y", "2.12345678.AAAA", "x", "2.a.b.c", "2.é.é"])
def test_what_is_no_sealed_number_is_no_error_of_the_site(text):
    with pytest.raises(RuleBroken):
        identity.unseal(text, "nik 1")


def test_a_moved_ciphertext_is_refused_in_words(swapped, as_user):
    facilitator = swapped.group.facilitations.get().facilitator
    asked = {"number": "nik", "purpose": "Isi formulir bank"}

    with pytest.raises(RuleBroken):
        reveal_number(membership=swapped, **asked, by=facilitator)
    answer = as_user(facilitator).post(reverse("groups:reveal_number", args=[swapped.pk]), asked)
    page = as_user(facilitator).get(reverse("groups:member", args=[swapped.pk]))

    assert (answer.status_code, page.status_code) == (422, 200)
    assert "tidak dapat dibuka" in answer.text
    assert "tidak dapat dibuka" in page.text
    assert not Reveal.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_keys_change_while_the_site_serves(keys, as_user, swapped, capsys):
    keys(OLD, index="old")
    membership = member(NIK.replace("0003", "0009"))
    person = Person.objects.get(pk=membership.person_id)
    token = Fernet(OLD).encrypt(b"3507075705850009").decode()  # as before numbers were bound
    Person.objects.filter(pk=person.pk).update(nik_sealed=token)
    before = {event.pgh_id: event.nik_sealed for event in person.events.exclude(nik_sealed="")}
    register = taken_over(row_of_file(1), by=UserFactory(role="operator"))

    keys(NEW, OLD, index="new")
    with pytest.raises(CommandError, match=f"groups_person {swapped.person_id}"):
        call_command("reseal_numbers")
    with as_owner():
        assert reseal_numbers(at_once=1).done == 0  # each is sealed anew once
    keys(NEW, index="new")

    assert RegisterPerson.objects.with_nik(nik(1)).get(register=register).nik == nik(1)
    person = Person.objects.with_nik("3507075705850009").get()
    assert person.nik == "3507075705850009"
    sealed = dict(person.events.exclude(nik_sealed="").values_list("pgh_id", "nik_sealed"))
    assert before.keys() < sealed.keys()
    assert not set(before.values()) & set(sealed.values())
    assert all(identity.unseal(text, f"nik {person.pk}") == person.nik for text in sealed.values())
    page = as_user(UserFactory(role="auditor")).get(reverse("groups:member", args=[membership.pk]))
    assert "••09" in page.text
    assert page.text.count("NIK</span>") <= 1  # sealed anew is no change
    history = as_user(UserFactory(role="auditor")).get(
        reverse("grants:audit_history"), {"kind": "person"}
    )
    assert history.status_code == 200


@pytest.mark.django_db
def test_a_number_is_sealed_for_a_row_that_is_not_saved_yet():
    household = Household(village=PersonFactory().household.village)
    household.seal_kk(KK)
    household.save()

    assert Household.objects.get(kk_index=identity.blind(KK)).kk == KK
