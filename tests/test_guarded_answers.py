"""Security and cache headers of every kind of response: pages, redirects, refusals, errors."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import path, reverse

from kube_admin.urls import *  # noqa: F403
from kube_admin.urls import urlpatterns as pages
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def breaks(request):
    raise ZeroDivisionError


urlpatterns = [path("breaks/", breaks), *pages]


def answers():
    """One response of each kind, by name."""
    stranger, user = Client(raise_request_exception=False), Client(raise_request_exception=False)
    user.force_login(UserFactory(role="verifier"), backend="accounts.backends.SignIn")
    careful = Client(enforce_csrf_checks=True)
    return {
        "page": user.get(reverse("account")),
        "sign-in": stranger.get(reverse("account_login")),
        "redirect": stranger.get(reverse("account")),
        "slash": user.get("/account"),
        "forbidden": user.get(reverse("users")),
        "missing": user.get("/no/such/page/"),
        "csrf": careful.post(reverse("account_login")),
        "bad host": stranger.get("/sign-in/", headers={"host": "jahat.example"}),
        "broken": user.get("/breaks/"),
        "method": user.put(reverse("account_logout")),
    }


@pytest.fixture
def answered(settings):
    settings.ROOT_URLCONF = __name__
    return answers()


def test_each_kind_of_answer_is_what_it_says(answered):
    assert {name: answer.status_code for name, answer in answered.items()} == {
        "page": 200,
        "sign-in": 200,
        "redirect": 302,
        "slash": 301,
        "forbidden": 403,
        "missing": 404,
        "csrf": 403,
        "bad host": 400,
        "broken": 500,
        "method": 405,
    }


def test_every_answer_is_guarded(answered):
    for name, answer in answered.items():
        assert ALWAYS.items() <= answer.headers.items(), name
        assert "camera=()" in answer.headers["Permissions-Policy"], name
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "unsafe" not in policy, name


def test_no_answer_is_kept_by_the_browser(answered):
    for name, answer in answered.items():
        assert "no-store" in answer.headers["Cache-Control"], name
        assert "private" in answer.headers["Cache-Control"], name


def test_static_files_may_be_kept(client, settings):
    settings.WHITENOISE_USE_FINDERS = True

    answer = client.get("/static/kube.css")
    answer.close()

    assert answer.status_code == 200
    assert "no-store" not in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_browsers_come_back_by_https_only(client):
    answer = client.get(reverse("account_login"), secure=True)

    assert answer.headers["Strict-Transport-Security"] == (
        f"max-age={settings.SECURE_HSTS_SECONDS}; includeSubDomains; preload"
    )


def test_plain_http_is_sent_to_https_with_all_guards(client, settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = client.get(reverse("account_login"))

    assert answer.url.startswith("https://")
    assert ALWAYS.items() <= answer.headers.items()
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
