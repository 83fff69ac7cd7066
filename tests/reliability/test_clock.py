"""Bar, row 9: a clock that goes back or far forward breaks neither sequence nor chain.

The clock of the database is shifted for the function that posts, by a superuser. `.ci/run` runs all
tests of the rules in the first hour of a year that is still to come in UTC.
"""

import io
import os
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from finance import ledger
from finance.models import Book
from tests.emptying import superuser
from tests.factories import GroupFactory
from tests.finance.promises.sql import post

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="needs the server's superuser"),
]
USUAL = "pg_catalog, public, pg_temp"


@contextmanager
def clock_shifted(by: str):
    """finance_post() reads this clock inside the block."""
    owner = superuser(connection.settings_dict["NAME"]).cursor()
    owner.execute(
        "CREATE SCHEMA shifted; GRANT USAGE ON SCHEMA shifted TO PUBLIC;"
        " CREATE FUNCTION shifted.clock_timestamp() RETURNS timestamptz LANGUAGE sql AS"
        f" $$ SELECT pg_catalog.clock_timestamp() + interval '{by}' $$;"
        f" ALTER FUNCTION finance_post SET search_path = shifted, {USUAL}"
    )
    try:
        yield
    finally:
        owner.execute(f"ALTER FUNCTION finance_post SET search_path = {USUAL}")
        owner.execute("DROP SCHEMA shifted CASCADE")


def test_sequence_and_chain_go_on_whatever_the_clock_says():
    group = GroupFactory(members=1)
    ledger.books(group, [ledger.BookKey(kind) for kind in (Book.Kind.CASH, Book.Kind.IKS)])
    post(group)
    for shift in ("-1 hour", "10 years", "-2 hours"):
        with clock_shifted(shift):
            post(group)
    post(group)

    rows = group.entries.order_by("sequence").values_list("sequence", "posted_at")

    assert [sequence for sequence, _at in rows] == [1, 2, 3, 4, 5]
    moments = [at for _sequence, at in rows]
    assert moments[1] < moments[0] < moments[4] < moments[2]
    call_command("check_ledger", stdout=io.StringIO())
