"""What a superuser does to the books with triggers disabled, and what check_ledger says of it."""

import io
import os
from contextlib import contextmanager

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from finance import ledger
from finance.models import Book
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory

as_superuser = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("in_english"),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="needs the server's superuser"),
]


@pytest.fixture
def group():
    """Six entries: five dues and the reversal of the third."""
    group = GroupFactory(name="Sida Makmur")
    member = MembershipFactory(group=group)
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    dues = [
        ledger.Posting(cash, iks, amount, membership=member, note="Rp5|000 – é")
        for amount in (1_000, 2_000, 3_000, 4_000, 5_000)
    ]
    ledger.post_many(dues, group=group, date=TODAY, by=group.registered_by)
    third = group.entries.get(sequence=3)
    ledger.reverse([third], date=TODAY, reason="salah", by=group.registered_by)
    return group


@contextmanager
def superuser():
    """A cursor with triggers disabled."""
    to = connection.get_connection_params() | {"user": "postgres"}
    to.pop("cursor_factory", None)
    door = psycopg2.connect(**{key: to[key] for key in ("host", "user", "dbname")})
    with door, door.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
    door.close()


def tamper(sql, *values):
    with superuser() as cursor:
        cursor.execute(sql, values)


def checked(**options) -> str:
    """The output of the command, which must fail."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="wrong"):
        call_command("check_ledger", stdout=out, **options)
    return out.getvalue()
