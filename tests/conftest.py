"""Every test runs as the site's database role, which owns no table."""

import datetime
import gc
import os
import time

import pgtrigger
import pytest
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from django.utils import timezone, translation
from django.utils.formats import date_format

from accounts.database_roles import as_owner, become, mark_as_example
from accounts.models import Assignment
from accounts.sealing import seal
from foundation.months import month_of, months_after
from kube_admin import local_postgres
from tests.databases import copy_a_template
from tests.emptying import delete_all_rows
from tests.once import forget
from tests.shared import take_back
from tests.slow import SLOW, Stopwatch, took_long

TODAY = timezone.localdate()  # as the database's rules and the pages use it
SECRET = "JBSWY3DPEHPK3PXP"  # of the second factor


def month(later: int = 0) -> datetime.date:
    """The first day of this month, or of the month so many later (negative: earlier)."""
    return months_after(month_of(TODAY), later)


def in_indonesian(day: datetime.date, form: str = "j F Y") -> str:
    """A day as the pages format it."""
    with translation.override("id"):
        return date_format(day, form)


def pytest_configure(config):
    config.pluginmanager.register(Stopwatch(config))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark what `run.py test --fast` leaves out: browser, processes, races, searches, all pages."""
    long = took_long(config)
    for item in items:
        if item.nodeid in long:
            item.add_marker("long")
        searches = getattr(item.function, "is_hypothesis_test", False)
        if commits(item) or searches or item.nodeid.startswith(SLOW):
            item.add_marker("slow")


def commits(item) -> bool:
    database = item.get_closest_marker("django_db")
    asks = database is not None and database.kwargs.get("transaction")
    return asks or "transactional_db" in item.fixturenames


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item):
    if commits(item):
        take_back()


def pytest_collection_finish():
    """Exempt modules and tests from garbage collection, and collect less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


def pytest_terminal_summary(terminalreporter):
    if timezone.localdate() != TODAY:
        terminalreporter.section("Midnight passed in Jakarta while the tests ran: run them again")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Start the server before pytest-django connects; run the migrations once, in a template."""
    if "DATABASE_URL" not in os.environ:
        if settings.SHIFTED:
            local_postgres.stop_left_over(settings.LOCAL_POSTGRES)  # it has the clock of its start
        local_postgres.start(settings.LOCAL_POSTGRES, durable=False)
    with django_db_blocker.unblock():
        copy_a_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The owner creates the test database; then the connection changes to the site's role."""
    with django_db_blocker.unblock():
        demand_one_clock()
        mark_as_example()
    become(settings.SITE)
    yield
    become(settings.OWNER)


def demand_one_clock() -> None:
    """PostgreSQL and Python must agree on today, which triggers and rules both compare with."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        apart = abs(cursor.fetchone()[0] - timezone.now())
    if apart > datetime.timedelta(minutes=1):
        pytest.exit(f"The clock of PostgreSQL is {apart} away from that of the tests.")


@pytest.fixture(autouse=True, scope="session")
def emptied_quickly():
    """Delete rows after transactional tests; with DATABASE_URL, truncate as Django does."""
    truncate = TransactionTestCase._fixture_teardown

    def as_the_owner(self):
        with as_owner():
            pgtrigger.disable("finance.Entry:no_truncate")
            try:
                truncate(self)
            finally:
                pgtrigger.enable("finance.Entry:no_truncate")

    with pytest.MonkeyPatch.context() as patch:
        empty = as_the_owner if "DATABASE_URL" in os.environ else lambda self: delete_all_rows()
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield


def sign_in(client: Client, user) -> Client:
    """Log in with everything the user's roles require, second factor included.

    Writes the session that `force_login` would leave, which needs 16 queries for it; and not by
    its own `save`, which needs four.
    """
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "accounts.backends.SignIn"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session["began"] = session["seen"] = int(time.time()) + 3_600  # so that no request notes it
    if user.assignments.running().filter(role__in=Assignment.NEEDS_SECOND_FACTOR).exists():
        app = Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": seal(SECRET)})
        Authenticator.objects.bulk_create([app], ignore_conflicts=True)
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
    row = session.create_model_instance(dict(session.items()))
    row.save(force_insert=True)
    client.cookies[settings.SESSION_COOKIE_NAME] = row.session_key
    return client


def signed_in(client: Client, ago: float) -> Client:
    """As if password and code had been typed so many seconds ago."""
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - ago}]
    session["account_authentication_methods_user"] = session[SESSION_KEY]
    session.save()
    return client


@pytest.fixture
def as_user(db):
    """A client logged in as a user: `as_user(facilitator).get(url)`."""
    return lambda user: sign_in(Client(), user)


@pytest.fixture
def papers_alone(db):
    """The test issues papers without their acts, which the database would refuse at commit."""
    yield
    if connection.in_atomic_block:
        transaction.set_rollback(True)


@pytest.fixture
def in_english():
    """Messages are the source strings, whether or not the catalogue is compiled."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def rows_made_once():
    forget()
    yield
    forget()  # before module-scoped rows of the next test are created
