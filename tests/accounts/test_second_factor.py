"""Approver, cashier and administrator need a second factor, and cannot get around it."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.sealing import seal
from tests.factories import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "kebun-jagung-27"
SECRET = "JBSWY3DPEHPK3PXP"
DEMANDING = ["approver", "cashier", "administrator"]


@pytest.fixture
def cashier():
    user = User.objects.create_user("budi", PASSWORD, name="Budi", sex="M")
    AssignmentFactory(user=user, role="cashier")
    return user


def code(secret=SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(username="budi") -> Client:
    client = Client()
    client.post("/sign-in/", {"login": username, "password": PASSWORD})
    return client


def set_up(client) -> str:
    """Types the first code; returns the secret that the phone has read."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})
    return secret


@pytest.mark.parametrize("role", DEMANDING)
@pytest.mark.parametrize("page", ["home", "account", "account_change_password", "users", "help"])
def test_without_it_no_page_opens(client, role, page):
    client.force_login(UserFactory(role=role), backend="accounts.backends.SignIn")

    response = client.get(reverse(page))

    assert (
        (response.status_code == 200)
        if page == "help"
        else (response.url == reverse("mfa_activate_totp"))
    )


def test_it_can_be_set_up_right_after_signing_in(cashier):
    client = sign_in()
    assert client.get("/", follow=True).redirect_chain == [(reverse("mfa_activate_totp"), 302)]

    set_up(client)

    assert client.get("/").status_code == 200
    assert Authenticator.objects.filter(user=cashier, type="recovery_codes").exists()


def test_the_next_sign_in_asks_for_a_code(cashier):
    secret = set_up(sign_in())
    client = sign_in()
    assert client.get("/").url.startswith("/sign-in/")

    client.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert client.get("/").status_code == 200


def test_a_wrong_code_opens_nothing(cashier):
    set_up(sign_in())
    client = sign_in()

    client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert client.get("/").status_code == 302


def test_a_recovery_code_opens_once(cashier):
    set_up(sign_in())
    codes = Authenticator.objects.get(user=cashier, type="recovery_codes").wrap()
    spare = codes.get_unused_codes()[0]

    first, second = sign_in(), sign_in()
    first.post(reverse("mfa_authenticate"), {"code": spare})
    second.post(reverse("mfa_authenticate"), {"code": spare})

    assert first.get("/").status_code == 200
    assert second.get("/").status_code == 302


def test_a_session_from_before_must_show_it(cashier):
    before, now = sign_in(), sign_in()
    secret = set_up(now)

    assert before.get("/account/").url == "/sign-in/again/code/?next=%2Faccount%2F"
    assert before.get(reverse("mfa_deactivate_totp")).url.startswith("/sign-in/again/code/")

    before.post("/sign-in/again/code/?next=/account/", {"code": code(secret)})

    assert before.get("/account/").status_code in (200, 302)


def test_it_stays_while_the_role_demands_it(cashier, as_user):
    client = as_user(cashier)
    recent(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert Authenticator.objects.filter(user=cashier, type="totp").exists()


def test_a_passkey_stays_while_it_is_the_last(cashier, as_user):
    client = as_user(cashier)
    recent(client)
    Authenticator.objects.filter(user=cashier).delete()
    passkey = Authenticator.objects.create(user=cashier, type="webauthn", data={"name": "HP"})

    client.post(reverse("mfa_remove_webauthn", args=[passkey.pk]))

    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_others_may_switch_it_off(as_user):
    user = UserFactory(role="verifier")
    client = as_user(user)
    Authenticator.objects.create(user=user, type="totp", data={"secret": seal(SECRET)})
    recent(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(user=user).exists()


def test_the_demo_goes_without_it(client, settings):
    settings.DEMO = True
    client.force_login(UserFactory(role="cashier"), backend="accounts.backends.SignIn")

    assert client.get("/").status_code == 200


def test_signing_out_is_always_possible(client):
    client.force_login(UserFactory(role="cashier"), backend="accounts.backends.SignIn")

    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def recent(client):
    """As if the password had been typed a moment ago."""
    session = client.session
    records = session.get("account_authentication_methods", [])
    now = {"method": "password", "at": time.time(), "reauthenticated": True}
    session["account_authentication_methods"] = [*records, now]
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session.save()
