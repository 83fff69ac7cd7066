"""Bar, rows 30 and 31: guessing is bounded, and nobody locks out somebody else by it."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts import tries
from accounts.limits import limit
from accounts.models import Limit, User
from tests.accounts.test_second_factor import code, set_up
from tests.accounts.test_sign_in import is_signed_in

pytestmark = pytest.mark.django_db
PASSWORD = "kebun-jagung-27"
WAIT = "Tunggu 5 menit"


@pytest.fixture
def korban():
    return User.objects.create_user("korban", PASSWORD, name="Korban", sex="F")


def sign_in(client=None, password=PASSWORD, address="10.0.0.1", name="korban", **more):
    client = client or Client()
    client.defaults["REMOTE_ADDR"] = address
    return client.post("/sign-in/", {"login": name, "password": password} | more)


def strangers_try(name="korban", password="salah"):
    """As many as a name allows, one from each address."""
    for number in range(30):
        assert limit("password_name", name, 30, tries.HOUR), number


def says(response) -> str:
    return response.content.decode()


def test_a_few_strangers_lock_nobody_out(korban):
    for number in range(6):
        sign_in(password="salah", address=f"10.0.1.{number}")

    assert sign_in().url == "/"


def test_many_strangers_hold_an_unknown_device_in_the_same_words(korban):
    strangers_try()

    right, wrong = sign_in(), sign_in(password="salah")

    assert WAIT in says(right)
    assert right.context["form"].errors == wrong.context["form"].errors


def test_a_held_name_gives_no_try_back(korban):
    """Else five right passwords, unlike five wrong ones, would leave a sixth try."""
    strangers_try()
    for _number in range(5):
        sign_in()
    Limit.objects.filter(name="password_name").delete()

    assert WAIT in says(sign_in())


def test_a_known_device_is_not_held(korban):
    known = Client()
    sign_in(known)
    known.post(reverse("account_logout"))
    strangers_try()
    for _number in range(6):
        sign_in(password="salah")

    assert sign_in(known).url == "/"


def test_a_known_device_may_not_guess_either(korban):
    known = Client()
    sign_in(known)
    known.post(reverse("account_logout"))
    for _number in range(5):
        sign_in(known, "salah")

    assert WAIT in says(sign_in(known))
    assert sign_in(address="10.0.0.2").url == "/"


def test_a_device_of_somebody_else_is_a_stranger(korban):
    other = User.objects.create_user("lain", PASSWORD, name="Lain", sex="F")
    client = Client()
    sign_in(client, name=other.username)
    client.post(reverse("account_logout"))
    strangers_try()

    assert WAIT in says(sign_in(client))


def test_the_right_second_factor_is_not_held(korban):
    client = Client()
    sign_in(client)
    secret = set_up(client)
    strangers_try()
    now = Client()

    sign_in(now)
    now.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert is_signed_in(now)


def test_codes_are_limited_and_not_those_of_a_known_device(korban):
    known = Client()
    sign_in(known)
    secret = set_up(known)
    known.post(reverse("account_logout"))
    sign_in(known)
    stranger = Client()
    sign_in(stranger)
    for _number in range(5):
        stranger.post(reverse("mfa_authenticate"), {"code": "000000"})

    held = stranger.post(reverse("mfa_authenticate"), {"code": code(secret)})
    known.post(reverse("mfa_authenticate"), {"code": code(secret)})

    assert WAIT in says(held)
    assert is_signed_in(known)


def test_all_names_from_all_addresses_are_bounded(korban, monkeypatch):
    monkeypatch.setattr(tries, "OF_SITE", 3)
    for number in range(3):
        sign_in(name=f"nama{number}", password="salah", address=f"10.0.2.{number}")

    assert WAIT in says(sign_in())


def test_an_address_has_a_hundred_tries_an_hour(korban):
    for number in range(100):
        assert limit("password_address_hour", "10.0.0.1", 100, tries.HOUR), number

    assert WAIT in says(sign_in())
    assert sign_in(address="10.0.0.2").url == "/"


def test_the_present_password_is_not_guessed_at_a_desk_left_open(korban):
    client = Client()
    sign_in(client)
    page = reverse("account_change_password")
    wrong = {"oldpassword": "salah", "password1": "sawah-padi-81", "password2": "sawah-padi-81"}
    for _number in range(5):
        client.post(page, wrong)

    assert WAIT in says(client.post(page, wrong | {"oldpassword": PASSWORD}))
