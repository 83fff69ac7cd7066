"""Secrets of second factors are sealed: who reads the database or a dump shows none of them."""

import importlib

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.apps import apps
from django.core.management import call_command
from django.urls import reverse

from accounts import sealing
from accounts.models import User
from tests.accounts.test_second_factor import PASSWORD, SECRET, code, set_up, sign_in
from tests.accounts.test_sign_in import is_signed_in
from tests.finance.promises.sql import run

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys(settings):
    def use(*keys):
        settings.FACTOR_KEYS = list(keys)
        sealing._box.cache_clear()

    yield use
    sealing._box.cache_clear()


@pytest.fixture
def budi():
    return User.objects.create_user("budi", PASSWORD, name="Budi", sex="M")


def stored() -> str:
    return str(run("SELECT data FROM mfa_authenticator"))


def test_neither_secret_nor_seed_lies_open(budi):
    secret = set_up(sign_in())

    recovery = Authenticator.objects.get(user=budi, type="recovery_codes")
    assert secret not in stored()
    assert stored().count("gAAAA") == 2
    assert len(recovery.wrap().get_unused_codes()) == 10


def test_a_secret_written_by_hand_opens_nothing(budi):
    Authenticator.objects.create(user=budi, type="totp", data={"secret": SECRET})
    client = sign_in()

    answer = client.post(reverse("mfa_authenticate"), {"code": code()})

    assert answer.status_code == 422
    assert not is_signed_in(client)


def test_new_keys_seal_all_anew_and_the_old_one_goes(budi, settings, keys):
    secret, (old,) = set_up(sign_in()), settings.FACTOR_KEYS
    new = Fernet.generate_key().decode()
    before = stored()

    keys(new, old)
    call_command("reseal_factors")
    keys(new)

    client = sign_in()
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert is_signed_in(client)
    assert stored() != before


def test_the_migration_seals_what_lay_open(budi):
    migration = importlib.import_module("accounts.migrations.0009_seal_second_factors")
    open_rows = [
        ("totp", {"secret": SECRET}),
        ("recovery_codes", {"migrated_codes": ["11111111"]}),
        ("webauthn", {"name": "HP"}),
    ]
    for kind, data in open_rows:
        Authenticator.objects.create(user=budi, type=kind, data=data)

    migration.change_all(apps, sealing.seal)
    assert SECRET not in stored()
    assert "11111111" not in stored()

    client = sign_in()
    client.post(reverse("mfa_authenticate"), {"code": code()})
    assert is_signed_in(client)
    migration.change_all(apps, sealing.unseal)
    assert SECRET in stored()
