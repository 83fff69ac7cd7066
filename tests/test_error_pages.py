"""Error pages: the right status, a plain message, the same security headers as every page."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path, reverse

from kube_admin import views
from tests.factories import UserFactory


def forbidden(request):
    raise PermissionDenied


def broken(request):
    raise ZeroDivisionError


urlpatterns = [
    path("forbidden/", forbidden),
    path("broken/", broken),
    path("", include("kube_admin.urls")),
]
handler400, handler403, handler404, handler500 = (
    views.bad_request,
    views.forbidden,
    views.not_found,
    views.server_error,
)
broken_pages = override_settings(ROOT_URLCONF=__name__)


def assert_guarded(response: HttpResponse) -> None:
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
def test_a_stranger_learns_that_a_page_is_not_there(client):
    response = client.get("/groups-of-nobody/")

    assert response.status_code == 404
    assert "Halaman ini tidak ada, atau bukan untuk Anda." in response.text
    assert reverse("account_login") in response.text
    assert_guarded(response)


def test_who_is_signed_in_finds_the_way_home(as_user):
    response = as_user(UserFactory(role="verifier")).get("/groups-of-nobody/")

    assert response.status_code == 404
    assert "Ke Beranda" in response.text


@broken_pages
def test_the_wrong_role(as_user):
    response = as_user(UserFactory()).get("/forbidden/")

    assert response.status_code == 403
    assert "Akun Anda tidak berhak melakukan ini." in response.text
    assert_guarded(response)


@pytest.mark.django_db
def test_a_page_that_was_open_too_long():
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"), {"login": "x"})

    assert response.status_code == 403
    assert "Halaman ini terlalu lama terbuka." in response.text
    assert_guarded(response)


@pytest.mark.django_db
def test_a_host_that_is_not_ours(client):
    response = client.get("/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert "Ini tidak bisa dibuka." in response.text
    assert_guarded(response)


@broken_pages
def test_what_breaks_says_that_nothing_is_lost(as_user):
    client = as_user(UserFactory())
    client.raise_request_exception = False

    response = client.get("/broken/")

    assert response.status_code == 500
    assert "Ada gangguan. Catatan Anda tidak hilang. Coba lagi." in response.text
    assert_guarded(response)


def test_the_page_of_a_breakdown_needs_no_database(rf):
    response = views.server_error(rf.get("/"))

    assert response.status_code == 500


def test_words_follow_the_chosen_language(as_user):
    response = as_user(UserFactory(language="en")).get("/groups-of-nobody/")

    assert "This page does not exist, or is not for you." in response.text
    assert '<html lang="en">' in response.text
