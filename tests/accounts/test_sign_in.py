"""Signing in: the same answer to every stranger, limits, and sessions that end in time."""

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.urls import reverse

from accounts.models import User
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "kebun-jagung-27"
SIGN_IN = "/sign-in/"


class CountingHasher(MD5PasswordHasher):
    """Counts how often a password was hashed: the time an answer takes, whatever the machine."""

    algorithm = "counting"
    hashed = 0

    def encode(self, password, salt):
        type(self).hashed += 1
        return super().encode(password, salt)


@pytest.fixture
def ratna():
    return User.objects.create_user("ratna", PASSWORD, name="Ratna Wulandari", sex="F")


def sign_in(client, username="ratna", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": username, "password": password} | more)


def answer(response) -> str:
    """The page without what differs each time."""
    return str(response.context["form"].errors)


def is_signed_in(client) -> bool:
    return client.get(reverse("account")).status_code == 200


@pytest.mark.parametrize("username", ["ratna", "RATNA", " ratna "])
def test_name_and_password_open_the_site(client, ratna, username):
    response = sign_in(client, username)

    assert response.url == "/"
    assert is_signed_in(client)


def test_a_wrong_name_and_a_wrong_password_get_one_answer(client, ratna):
    wrong_password = sign_in(client, "ratna", "salah")
    wrong_name = sign_in(client, "ratno", "salah")

    assert answer(wrong_password) == answer(wrong_name)
    assert (wrong_password.status_code, wrong_name.status_code) == (422, 422)
    assert "Nama atau kata sandi tidak cocok. Coba lagi." in wrong_name.content.decode()


@pytest.mark.parametrize("username", ["ratna", "nobody", "invited", "closed"])
def test_the_answer_takes_as_long_whether_the_name_exists(client, settings, username):
    settings.PASSWORD_HASHERS = [f"{__name__}.CountingHasher"]
    for name, password in [("ratna", PASSWORD), ("invited", None), ("closed", PASSWORD)]:
        User.objects.create_user(name, password, name=name, sex="F", is_active=name != "closed")
    CountingHasher.hashed = 0

    sign_in(client, username, "salah")

    assert CountingHasher.hashed == 1


@pytest.mark.parametrize("username", ["ratna", "nobody"])
def test_five_wrong_tries_lock_a_name_whether_it_exists(client, ratna, username):
    for _ in range(5):
        sign_in(client, username, "salah")

    response = sign_in(client, username, PASSWORD)

    assert "Tunggu 5 menit" in response.content.decode()
    assert not is_signed_in(client)


def test_ten_wrong_tries_lock_an_address(client, ratna):
    for number in range(10):
        sign_in(client, f"name{number}", "salah")

    response = sign_in(client)

    assert "Tunggu 5 menit" in response.content.decode()


def test_another_address_is_not_locked_out(client, ratna):
    for number in range(10):
        sign_in(
            client,
            f"name{number}",
            "salah",
        )

    client.defaults["REMOTE_ADDR"] = "10.0.0.9"

    assert sign_in(client).url == "/"


def test_a_closed_account_is_told_so_only_with_its_password(client, ratna):
    User.objects.update(is_active=False)

    wrong = sign_in(client, "ratna", "salah")
    right = client.post(SIGN_IN, {"login": "ratna", "password": PASSWORD}, follow=True)

    assert "ditutup" not in wrong.content.decode()
    assert "ditutup" in right.content.decode()
    assert not is_signed_in(client)


@pytest.mark.parametrize("there", ["https://jahat.example/", "//jahat.example", "javascript:x"])
def test_signing_in_leads_nowhere_else(client, ratna, there):
    assert sign_in(client, next=there).url == "/"


def test_signing_in_leads_back_to_the_page_asked_for(client, ratna):
    assert sign_in(client, next="/account/").url == "/account/"


def test_a_link_does_not_sign_out(client, ratna):
    client.force_login(ratna, backend="accounts.backends.SignIn")

    client.get(reverse("account_logout"))
    assert is_signed_in(client)

    client.post(reverse("account_logout"))
    assert not is_signed_in(client)


def test_nobody_signs_up(client):
    assert client.get("/sign-up/").status_code == 404


def test_a_changed_password_ends_the_other_sessions(client, ratna, as_user):
    elsewhere = as_user(ratna)
    sign_in(client)

    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "sawah-padi-81", "password2": "sawah-padi-81"},
    )

    assert is_signed_in(client)
    assert not is_signed_in(elsewhere)


def test_the_page_speaks_the_language_of_the_user(client, ratna):
    assert "Masuk" in client.get(SIGN_IN, headers={"Accept-Language": "en"}).content.decode()

    sign_in(client)
    client.post(reverse("account"), {"language": "en"})

    assert "My account" in client.get(reverse("account")).content.decode()


def test_nobody_without_a_role_sees_anything(as_user):
    client = as_user(UserFactory())

    assert client.get(reverse("users")).status_code == 403
