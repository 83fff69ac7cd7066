"""Bar, row 29: a session left open ends by the server's clock; a phone may stay known."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.test_second_factor import set_up
from tests.accounts.test_sign_in import is_signed_in
from tests.factories import AssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "kebun-jagung-27"
MINUTE, HOUR, DAY = 60, 3_600, 86_400


def moved(client, **ago) -> Client:
    """As if the session had begun, or was last seen, so many seconds earlier."""
    client.get(reverse("help"))
    session = client.session
    for name in ("began", "seen"):
        session[name] = session[name] - HOUR - ago.get(name, 0)  # as_user is an hour ahead
    session.save()
    return client


@pytest.mark.parametrize(
    ("role", "ago", "open"),
    [
        ("facilitator", {"seen": 29 * MINUTE}, True),
        ("facilitator", {"seen": 31 * MINUTE}, False),
        ("cashier", {"seen": 31 * MINUTE}, False),
        ("verifier", {"began": 13 * HOUR}, False),
        ("verifier", {"began": 11 * HOUR}, True),
        (None, {"seen": 31 * MINUTE}, False),
        ("member", {"seen": 13 * DAY, "began": 13 * DAY}, True),
        ("member", {"began": 15 * DAY}, False),
    ],
)
def test_a_session_ends_in_time(as_user, role, ago, open):
    client = moved(as_user(UserFactory(role=role) if role else UserFactory()), **ago)

    assert is_signed_in(client) is open


def test_it_says_so_and_leads_back(as_user):
    client = moved(as_user(UserFactory(role="verifier")), seen=31 * MINUTE)

    response = client.get(reverse("account"), follow=True)

    assert response.redirect_chain == [("/sign-in/?next=/account/", 302)]
    assert "keluar sendiri" in response.content.decode()


def test_a_request_keeps_it_open(as_user):
    client = moved(as_user(UserFactory(role="verifier")), seen=20 * MINUTE)
    client.get(reverse("account"))
    session = client.session
    session["seen"] -= 20 * MINUTE
    session.save()

    assert is_signed_in(client)


def test_a_session_of_an_older_release_begins_now(client):
    client.force_login(UserFactory(role="verifier"), backend="accounts.backends.SignIn")

    assert is_signed_in(client)
    assert client.session["began"]


@pytest.fixture
def ratna():
    user = User.objects.create_user("ratna", PASSWORD, name="Ratna", sex="F")
    AssignmentFactory(user=user, role="facilitator")
    return user


def sign_in(client, **more):
    return client.post("/sign-in/", {"login": "ratna", "password": PASSWORD} | more)


@pytest.fixture
def phone(client, ratna):
    """Her own, with a second factor; signed out."""
    sign_in(client, own="on")
    set_up(client)
    client.post(reverse("account_logout"))
    return client


def test_her_own_phone_asks_for_the_password_alone(phone):
    assert 'value="ratna"' in phone.get("/sign-in/").content.decode()
    assert sign_in(phone).url == "/"
    assert is_signed_in(phone)


def test_another_phone_asks_for_the_code_and_names_nobody(phone):
    other = Client()

    assert "ratna" not in other.get("/sign-in/").content.decode()
    assert sign_in(other).url == reverse("mfa_authenticate")


def test_a_phone_that_is_not_her_own_asks_for_the_code(client, ratna):
    sign_in(client)
    set_up(client)
    client.post(reverse("account_logout"))

    assert "ratna" not in client.get("/sign-in/").content.decode()
    assert sign_in(client).url == reverse("mfa_authenticate")


def test_a_role_that_demands_the_code_asks_for_it_on_any_phone(phone, ratna):
    AssignmentFactory(user=ratna, role="approver")

    assert sign_in(phone).url == reverse("mfa_authenticate")


@pytest.mark.parametrize("ending", ["password", "sessions"])
def test_a_new_password_and_ended_sessions_forget_the_phone(phone, ratna, ending):
    if ending == "password":
        ratna.set_password(PASSWORD)
    else:
        ratna.access_version += 1
    ratna.save()

    assert sign_in(phone).url == reverse("mfa_authenticate")


def test_after_two_months_it_is_forgotten(phone, monkeypatch):
    monkeypatch.setattr("accounts.devices.AGE", timedelta(seconds=-1))

    assert sign_in(phone).url == reverse("mfa_authenticate")


def test_a_cookie_of_ones_own_making_is_none(phone):
    phone.cookies["device"] = "WzEsMl0:aa:bb"

    assert sign_in(phone).url == reverse("mfa_authenticate")
