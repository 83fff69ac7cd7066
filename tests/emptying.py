"""Empty the database after a transactional test.

Django's `flush` truncates every table, then `post_migrate` inserts content types and permissions
again: half a second a test. Here a superuser's connection deletes the rows of those tables that
have any, with triggers and foreign keys disabled.
"""

import functools

from django.conf import settings
from django.db import connection

from kube_admin import local_postgres

KEPT = ("django_migrations", "django_content_type", "auth_permission")  # `migrate` writes them
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> ALL (%s)"


def delete_all_rows() -> None:
    with superuser(connection.settings_dict["NAME"]).cursor() as cursor:
        cursor.execute(TABLES, [list(KEPT)])
        asked = [f"SELECT '{table}' WHERE EXISTS (SELECT FROM {table})" for (table,) in cursor]
        cursor.execute(" UNION ALL ".join(asked))
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")


@functools.cache
def superuser(database: str):
    """A connection kept open, in which neither triggers nor foreign keys are checked."""
    made = local_postgres.connected(settings.LOCAL_POSTGRES, database)
    made.autocommit = True
    with made.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
    return made
