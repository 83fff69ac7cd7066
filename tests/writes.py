"""What a transaction wrote, read from PostgreSQL's own count."""

from contextlib import contextmanager

from django.db import connection, transaction

NOTED = {  # reading writes these down: who is here, who opened what
    "django_session",
    "accounts_access",
    "accounts_device",
    "accounts_limit",
    "groups_problemlook",
}


def writes() -> set[tuple[str, int]]:
    """How many rows this transaction wrote, by table; those that a trigger wrote too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables"
        )
        return {(table, count) for table, count in cursor.fetchall() if table not in NOTED}


@contextmanager
def changes():
    """Yield a set which, after the block, has the tables written in it."""
    found, before = set(), writes()
    yield found
    found |= {table for table, _count in writes() - before}


@contextmanager
def changing_nothing():
    with transaction.atomic():
        with changes() as changed:
            yield
        assert not changed
        transaction.set_rollback(True)
