"""Bar, row 27: cookies that no other host sets, no script reads and no other site sends."""

import runpy

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from gunicorn.http import wsgi

from accounts.models import User
from kube_admin import settings as production
from tests.project import ROOT

pytestmark = pytest.mark.django_db
NAMES = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "DEVICE_COOKIE_NAME", "MESSAGES_COOKIE_NAME"]


@pytest.mark.parametrize("name", NAMES)
def test_in_production_each_is_of_this_host_alone(name):
    assert getattr(production, name).startswith("__Host-")


def test_each_cookie_keeps_what_that_name_promises(client, settings):
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    User.objects.create_user("ratna", "kebun-jagung-27", name="Ratna", sex="F")

    client.get("/sign-in/", secure=True)
    typed = {"login": "ratna", "password": "kebun-jagung-27"}
    answer = client.post("/sign-in/", typed, secure=True)
    saved = client.post(reverse("account"), {"language": "en"}, secure=True)

    cookies = {**client.cookies, **answer.cookies, **saved.cookies}
    assert set(cookies) == {getattr(settings, name) for name in NAMES}
    assert list(get_messages(saved.wsgi_request))
    for name, cookie in cookies.items():
        assert cookie["secure"], name
        assert cookie["samesite"] == "Lax"
        assert (cookie["path"], cookie["domain"]) == ("/", "")
        assert cookie["httponly"] or name == settings.CSRF_COOKIE_NAME


def test_answers_do_not_name_the_server(monkeypatch):
    monkeypatch.setattr(wsgi, "SERVER", "gunicorn")

    runpy.run_path(str(ROOT / "gunicorn.conf.py"))

    assert wsgi.SERVER == ""
