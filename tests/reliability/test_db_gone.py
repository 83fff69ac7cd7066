"""Bar, row 3: without its database the site says so, and goes on by itself when it is back."""

import runpy

import psycopg2
import pytest
from django.db import close_old_connections, connection, transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from kube_admin import views
from tests.factories import UserFactory
from tests.test_error_pages import assert_guarded

pytestmark = pytest.mark.django_db(transaction=True)
NO_SERVER = "1"  # a port


def slow(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = 50; SELECT pg_sleep(20)")
    return HttpResponse()


def waits(request):
    """For a lock that another connection holds."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = 50; SELECT pg_advisory_xact_lock(7)")
    return HttpResponse()


urlpatterns = [
    path("slow/", slow),
    path("waits/", waits),
    path("", include("kube_admin.urls")),
]
handler500 = views.server_error


@pytest.fixture
def client(as_user):
    client = as_user(UserFactory(role="verifier"))
    client.raise_request_exception = False
    return client


@pytest.fixture
def settings_kept():
    before = dict(connection.settings_dict)
    yield
    connection.close()
    connection.settings_dict.update(before)


def ask(client: Client, address: str) -> HttpResponse:
    close_old_connections()  # as a request does, but for the test client's
    return client.get(address)


def another_connection():
    return psycopg2.connect(**connection.get_connection_params())


def test_away_and_back(client, settings_kept, caplog):
    port = connection.settings_dict["PORT"]
    connection.close()

    connection.settings_dict["PORT"] = NO_SERVER
    away, help_page = ask(client, "/"), ask(client, "/help/")
    connection.settings_dict["PORT"] = port
    back = ask(client, "/")

    assert (away.status_code, away["Retry-After"]) == (503, "60")
    assert "Buku-buku sedang tidak bisa dibuka." in away.text
    assert_guarded(away)
    assert help_page.status_code == 200
    assert "<h1" in help_page.text
    assert back.status_code == 200
    (line,) = caplog.records
    assert not line.exc_info


def test_a_connection_that_was_ended_is_made_anew(client):
    ask(client, "/")
    (process,) = [connection.connection.get_backend_pid()]

    with another_connection() as other, other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [process])
    other.close()

    assert ask(client, "/").status_code == 200
    assert connection.connection.get_backend_pid() != process


@override_settings(ROOT_URLCONF=__name__)
def test_a_statement_that_takes_too_long_is_cut(client):
    answer = ask(client, "/slow/")

    assert answer.status_code == 503
    assert "Ini terlalu lama, jadi dihentikan." in answer.text
    assert "pg_sleep" not in answer.text
    assert ask(client, "/").status_code == 200


@override_settings(ROOT_URLCONF=__name__)
def test_who_waits_for_another_is_told(client):
    other = another_connection()
    with other, other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7)")
        answer = ask(client, "/waits/")
    other.close()

    assert answer.status_code == 503
    assert "Orang lain sedang mengubah hal yang sama." in answer.text


def test_only_the_web_server_is_limited(settings_kept):
    assert shown("statement_timeout") == "0"

    runpy.run_module("kube_admin.wsgi")
    connection.close()

    assert shown("statement_timeout") == "10s"
    assert shown("lock_timeout") == "8s"
    assert shown("idle_in_transaction_session_timeout") == "1min"


def shown(name: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0]
