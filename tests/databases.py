"""Create, use, copy and drop further databases, as the owner.

The migrations run once, in a template; each worker's test database is a copy of it.
"""

from contextlib import contextmanager, suppress

from django.conf import settings
from django.core.management import call_command
from django.db import OperationalError, connection

from accounts.database_roles import as_owner
from bench.server import migrations_digest
from kube_admin.local_postgres import one_at_a_time


def copy_a_template() -> None:
    """Name the test database by its migrations, so that `--reuse-db` finds no outdated one."""
    usual, digest = connection.settings_dict, migrations_digest()
    template = f"template_{usual['NAME']}_{digest}"
    name = usual["TEST"]["NAME"] or f"test_{usual['NAME']}"
    usual["TEST"] |= {"TEMPLATE": template, "NAME": f"{name}_{digest}"}
    with one_at_a_time(settings.LOCAL / "test-template"):
        if template not in names():
            drop_those_of_other_migrations(usual["NAME"])
            make(template)


def make(template: str) -> None:
    """Migrate under a temporary name, so that an interrupted run leaves no half-made template."""
    unfinished = f"{template}_unfinished"
    create(unfinished)
    with using(unfinished):
        call_command("migrate", verbosity=0)
    execute(f"ALTER DATABASE {unfinished} RENAME TO {template}")


def drop_those_of_other_migrations(usual: str) -> None:
    for name in names():
        if name.startswith((f"test_{usual}", f"template_{usual}_")):
            with suppress(OperationalError):  # in use
                execute(f"DROP DATABASE {name}")


@contextmanager
def using(name: str):
    """Switch the connection to another database inside the block."""
    usual = connection.settings_dict["NAME"]
    switch(name)
    try:
        yield
    finally:
        switch(usual)


def switch(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def create(name: str) -> None:
    drop(name)
    execute(f"CREATE DATABASE {name}")


def drop(name: str) -> None:
    execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def names() -> list[str]:
    with as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        return [name for (name,) in cursor.fetchall()]


def execute(statement: str) -> None:
    with as_owner(), connection._nodb_cursor() as cursor:
        cursor.execute(statement)
