"""Run raw SQL as in a database shell, and expect refusals."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from finance import ledger
from finance.models import Book
from tests.conftest import TODAY

committed = pytest.mark.django_db(transaction=True)  # reconnecting would drop an open transaction


def run(sql, *values):
    """Return the rows of a statement, with deferred constraints checked at once."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall() if cursor.description else []
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")
        return rows


def refused(sql, *values, match="permission denied", error=ProgrammingError):
    with pytest.raises(error, match=match):
        run(sql, *values)


def post(group, **changed):
    """Call finance_post() with an entry of 1.000 from dues to cash; `changed` overrides."""
    given = {
        "for_group": group.pk,
        "by": group.registered_by_id,
        "dates": [TODAY],
        "debits": [ledger.book(group, Book.Kind.CASH).pk],
        "credits": [ledger.book(group, Book.Kind.IKS).pk],
        "amounts": [1_000],
        "memberships": [None],
        "meetings": [None],
        "reversed": [None],
        "corrected": [None],
        "notes": [""],
    } | changed
    return run(
        "SELECT finance_post(%s, %s, %s::date[], %s::bigint[], %s::bigint[], %s::bigint[],"
        " %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[], %s::text[])",
        *given.values(),
    )


def refused_post(group, match, error=IntegrityError, **changed):
    """Expect a refusal that leaves no row."""
    before = state(group)
    with pytest.raises(error, match=match):
        post(group, **changed)
    assert state(group) == before


def state(group):
    return (
        run("SELECT * FROM finance_entry ORDER BY id"),
        run("SELECT id, balance FROM finance_book ORDER BY id"),
        run("SELECT * FROM finance_chain WHERE group_id = %s", group.pk),
    )
