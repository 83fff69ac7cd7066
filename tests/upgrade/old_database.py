"""A database of an older release, restored on the test server under a name of its own."""

import lzma
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from accounts.database_roles import as_owner
from tests.databases import create, drop, using

FILES = Path(__file__).resolve().parent


@contextmanager
def restored(dump: Path):
    """Let the connection use a new database, filled from a compressed dump in SQL."""
    name = f"{connection.settings_dict['NAME']}_old"
    create(name)
    with using(name):
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(lzma.decompress(dump.read_bytes()).decode())  # as kube_owner made it
        yield
    drop(name)


def row_counts() -> dict[str, int]:
    """The rows of each table, but for those that Django itself fills after each `migrate`."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor)) - {
            "auth_permission",
            "django_content_type",
            "django_migrations",
        }
        counts = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT count(*) FROM {table}")
            (counts[table],) = cursor.fetchone()
    return counts


def described(query: str) -> set[tuple]:
    """What the catalogue of the present database says."""
    with connection.cursor() as cursor:
        cursor.execute(query)
        return set(cursor.fetchall())
