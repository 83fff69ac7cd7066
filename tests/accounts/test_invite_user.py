"""From inviting a user to the user's first page."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Assignment, User
from tests.accounts.test_users import recent, text
from tests.conftest import month, signed_in
from tests.factories import UserFactory, region

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_user):
    return recent(as_user(UserFactory(role="administrator")))


@pytest.fixture
def typed():
    region("35.07.07.2001")
    return {
        "name": "Budi Santoso",
        "username": "budi",
        "sex": "M",
        "phone": "0812-3456-7890",
        "role": "cashier",
        "region": "Kabupaten Malang",
        "since": timezone.localdate().isoformat(),
        "until": "",
    }


def invite(page, typed) -> str:
    """The link as the administrator sees it."""
    response = page.post(reverse("invite_user"), typed, follow=True)
    return re.search(r"http://testserver(/invitation/\S+?/\S+?/)", text(response))[1]


def set_password(link, password="kebun-jagung-27") -> Client:
    client = Client()
    form = client.get(link)
    client.post(form.url, {"new_password1": password, "new_password2": password})
    return client


@pytest.mark.parametrize("role", ["cashier", "operator", "province"])
def test_only_places_of_the_level_of_the_role_are_offered(page, typed, role):
    searched = typed | {"role": role, "region": "a", "region-search": "1"}

    form = page.post(reverse("invite_user"), searched).context["form"]
    while_typing = page.get(reverse("regions"), {"field": "region", "region": "a", "role": role})

    for found in (form.fields["region"].widget.found, while_typing.context["found"]):
        assert {region.level for region in found} == {Assignment.LEVELS[role]}


def test_an_invited_user_sets_a_password_and_signs_in(page, typed):
    client = set_password(invite(page, typed))

    response = client.post("/sign-in/", {"login": "budi", "password": "kebun-jagung-27"})

    assert response.url == "/"
    assert User.objects.get(username="budi").assignments.get().is_waiting


def test_the_link_is_shown_once(page, typed):
    invite(page, typed)
    user = User.objects.get(username="budi")

    again = page.get(reverse("show_invitation", args=[user.pk]))

    assert "/invitation/" not in text(again)


def test_the_link_works_once(page, typed):
    link = invite(page, typed)
    set_password(link)

    second = Client().get(link)

    assert second.status_code == 422
    assert not User.objects.get(username="budi").check_password("lain-sekali-99")


def test_the_link_works_for_seven_days(page, typed, settings):
    link = invite(page, typed)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert Client().get(link).status_code == 422
    assert 7 * 24 * 3600 == 604_800


def test_a_reset_ends_the_link_given_before(page, typed):
    link = invite(page, typed)
    user = User.objects.get(username="budi")

    page.post(reverse("reset_access", args=[user.pk]))

    assert Client().get(link).status_code == 422


def test_a_closed_account_cannot_use_its_link(page, typed):
    link = invite(page, typed)
    user = User.objects.get(username="budi")

    page.post(reverse("deactivate_user", args=[user.pk]))

    assert Client().get(link).status_code == 422


def test_a_weak_password_is_refused(page, typed):
    client = set_password(invite(page, typed), "12345678")

    assert not User.objects.get(username="budi").has_usable_password()
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("username", "dewi", "sudah dipakai"),
        ("username", "DEWI", "sudah dipakai"),
        ("username", "b u d i", ""),
        ("phone", "satu", "angka"),
        ("role", "king", ""),
        ("role", "member", ""),
        ("region", "", "wilayah"),
        ("region", "35", ""),
        ("since", "1026-11-24", "tahun"),
        ("until", "2020-01-01", ""),
    ],
)
def test_a_wrong_line_keeps_what_was_typed(page, typed, field, value, said):
    UserFactory(username="dewi")

    response = page.post(reverse("invite_user"), typed | {field: value})

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Budi Santoso" in text(response)
    assert said in text(response)
    assert not User.objects.filter(name="Budi Santoso").exists()


def test_a_role_is_given_on_the_page_of_the_user(page):
    user, last = UserFactory(), month(2) - datetime.timedelta(days=1)
    region("35.07")

    page.post(
        reverse("assign_role", args=[user.pk]),
        {"role": "verifier", "region": "35.07", "since": month(), "until": last},
    )

    assignment = user.assignments.get()
    assert assignment.until == month(2)
    assert assignment.last_day == last


def test_nobody_gives_a_role_to_themselves_on_the_page_either(page):
    own = User.objects.get(pk=page.session["_auth_user_id"])
    region("35.07")

    response = page.post(
        reverse("assign_role", args=[own.pk]),
        {"role": "cashier", "region": "35.07", "since": month()},
    )

    assert response.status_code == 422
    assert own.assignments.count() == 1


def test_a_role_ends_at_once_with_the_sessions(page, as_user):
    user = UserFactory(role="verifier")
    client = as_user(user)

    page.post(reverse("end_assignment", args=[user.assignments.get().pk]))

    assert client.get(reverse("account")).status_code == 302
    assert not user.assignments.running().exists()


def test_a_closed_account_is_opened_again(page):
    user = UserFactory(is_active=False)

    page.post(reverse("activate_user", args=[user.pk]))

    assert User.objects.get(pk=user.pk).is_active


def test_what_was_sent_goes_on_after_signing_in_anew(as_user):
    administrator = UserFactory(role="administrator")
    administrator.set_password("kebun-jagung-27")
    administrator.save()
    client, user = signed_in(as_user(administrator), ago=360), UserFactory()
    asked = client.post(reverse("deactivate_user", args=[user.pk]))

    client.post(asked.url.replace("/code/", "/"), {"password": "kebun-jagung-27"})

    assert not User.objects.get(pk=user.pk).is_active


def test_signing_in_anew_leads_nowhere_else(as_user):
    administrator = UserFactory(role="administrator")
    administrator.set_password("kebun-jagung-27")
    administrator.save()
    client = as_user(administrator)

    response = client.post(
        "/sign-in/again/?next=https://jahat.example/", {"password": "kebun-jagung-27"}
    )

    assert response.url == "/"
