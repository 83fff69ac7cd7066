"""The sign-in pages at each width: errors are shown, announced and reachable by keyboard."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import UserFactory

PASSWORD = "tujuh-gunung"
SECRET = "DBDLTHH55YJDOBOGUJY2KWL5RPFAL62K"


@pytest.fixture
def look(axe, no_sideways_scroll):
    """`look(page)`: axe and overflow, at the phone's and the office's width."""

    def at_each_width(page) -> None:
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 740})
            axe(page)
        no_sideways_scroll(page)

    return at_each_width


def user_with_password(**fields) -> UserFactory:
    user = UserFactory(**fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def test_a_wrong_password(page, look):
    page.goto(reverse("account_login"))
    page.get_by_label("Nama pengguna").fill("ratna")
    page.get_by_label("Kata sandi").fill("salah")
    page.get_by_role("button", name="Masuk").click()

    expect(page.get_by_role("alert")).to_contain_text("Nama atau kata sandi tidak cocok.")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page).to_have_title("Salah: Masuk – KUBE Admin")
    look(page)


def test_the_code_is_asked_for(page, look):
    user = user_with_password(role="verifier")
    TOTP.activate(user, SECRET)
    page.goto(reverse("account_login"))
    page.get_by_label("Nama pengguna").fill(user.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Ketik kode")
    look(page)


def test_a_second_factor_is_set_up(page, sign_in, look):
    sign_in(page, user_with_password(role="facilitator"))
    page.goto(reverse("mfa_activate_totp"))
    look(page)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjut").click()

    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        page.goto(reverse(name))

        look(page)


def test_mistakes_lead_to_their_fields(page, sign_in, look):
    sign_in(page, user_with_password(role="facilitator"))
    page.goto(reverse("account_change_password"))
    with page.expect_navigation():
        page.get_by_role("button", name="Ubah kata sandi").click()

    look(page)
    page.get_by_role("link", name="Tulis: Kata sandi baru.").click()
    expect(page.get_by_label("Kata sandi baru", exact=True)).to_be_focused()
