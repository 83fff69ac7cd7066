"""Key rotation: every national number is encrypted with the new key."""

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command

from groups import identity
from groups.models import Person
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
NIK = "3507075705850003"


@pytest.fixture
def keys(settings):
    """A function that sets the keys; their cache is cleared before and after."""

    def use(*keys, index="another"):
        settings.NIK_KEYS, settings.NIK_INDEX_KEY = [key.decode() for key in keys], index
        identity._box.cache_clear()

    yield use
    identity._box.cache_clear()


def test_the_old_key_is_needed_no_more(keys):
    old, new = Fernet.generate_key(), Fernet.generate_key()
    keys(old, index="old")
    person = PersonFactory()
    person.seal_nik(NIK)
    person.save()

    keys(new, old, index="new")
    call_command("reseal_numbers")
    keys(new, index="new")

    assert identity.unseal(Person.objects.with_nik(NIK).get().nik_sealed) == NIK
