"""Bar, row 11: a killed migration completes when run again; the release before still serves.

The second is shown by what the migrations do: since those of a list, none takes away or demands
what the release before does not know. In full, the code before the last migration serves, too.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, migrations
from django.db.migrations.loader import MigrationLoader
from django.db.models import NOT_PROVIDED

from bench import crash, server
from kube_admin import local_postgres
from tests.full import FULL
from tests.project import ROOT
from tests.upgrade.old_database import FILES, restored

TAKES_AWAY = (
    migrations.RemoveField,
    migrations.RenameField,
    migrations.DeleteModel,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
OURS = {"accounts", "papers", "groups", "finance", "grants"}
BEFORE = {  # landed before this was asked: to update past them, stop the old release first
    "grants.0005_review_corrections",
    "grants.0006_statements_as_banks_write_them",
    "grants.0010_mistakes_withdrawn",
    "grants.0011_imports_taken_back",
    "grants.0012_sp2d_from_the_treasury",
    "grants.0013_office_accounts_by_two",
    "grants.0020_scores_by_two",
    "groups.0002_instruments_and_photos",
    "groups.0013_scans_of_several_pages",
    "groups.0017_scores_by_two",
    "groups.0022_where_members_live",
    # Later, but without a default in the database: while these are applied no release before them
    # raises a problem or adds an instrument.
    "groups.0027_problems_between_people",
    "groups.0029_assessments",
    "groups.0032_versions_in_the_site",
    "papers.0004_office_of_added_rows",
}


def breaks_the_release_before(operation) -> bool:
    if isinstance(operation, migrations.AddField):
        added = operation.field
        return not added.null and added.db_default is NOT_PROVIDED and not added.many_to_many
    return isinstance(operation, TAKES_AWAY)


def test_the_release_before_serves_on_the_new_schema():
    found = {
        f"{app}.{name}: {operation.describe()}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in OURS and f"{app}.{name}" not in BEFORE
        for operation in migration.operations
        if breaks_the_release_before(operation) and not made_in(migration, operation)
    }

    assert found == set()


def made_in(migration, operation) -> bool:
    """Of a table that the same migration makes, which the release before does not write."""
    name = getattr(operation, "model_name", getattr(operation, "name", "")).lower()
    made = {
        each.name.lower()
        for each in migration.operations
        if isinstance(each, migrations.CreateModel)
    }
    return name in made


@pytest.mark.skipif(not FULL, reason="a minute: run.py bench trust")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="needs the embedded server")
@pytest.mark.django_db(transaction=True)
def test_a_killed_migration_completes_when_run_again(record_property):
    with restored(FILES / "demo.sql.xz"):
        name = connection.settings_dict["NAME"]
        connection.close()
        env = server.site(name, settings.LOCAL_POSTGRES)
        command = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity=0"]
        before = applied(name)
        first = subprocess.Popen(command, cwd=ROOT, env=env)
        while applied(name) < before + 3 and first.poll() is None:
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
        assert first.wait() == -signal.SIGKILL
        record_property("applied when killed", applied(name) - before)

        assert subprocess.run(command, cwd=ROOT, env=env).returncode == 0
        assert subprocess.run([*command, "--check"], cwd=ROOT, env=env).returncode == 0
        check = [sys.executable, "manage.py", "check_ledger", "--skip-checks"]
        assert subprocess.run(check, cwd=ROOT, env=env, stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.skipif(not FULL, reason="a minute: run.py bench trust")
@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="needs the embedded server")
def test_the_release_before_the_last_migration_serves(record_property):
    """Its own code reads pages and records sheets on the schema of now."""
    commit = said("git", "log", "-1", "--format=%H", "--", "*/migrations/*.py")
    server.start(crash.DATA)
    server.site_database(crash.DATABASE, crash.DATA)
    env = server.site(crash.DATABASE, crash.DATA)
    crash.world(env, 1)
    with code_of(f"{commit}^") as old:
        here, there = (quote(str(root / ".local")) for root in (ROOT, old))
        urls = {name: env[name].replace(here, there) for name in env if name.startswith("DATABASE")}
        script = str(ROOT / "bench" / "release_before.py")
        pages, sheets = said(sys.executable, script, cwd=old, env=env | urls).split()
    crash.check_ledger(env)
    record_property("pages read by the release before", pages)
    record_property("sheets sent by it", sheets)
    assert int(sheets) == crash.WRITERS


@contextmanager
def code_of(commit: str):
    """A checkout, in which our servers are its own; its path is short, as sockets want."""
    with tempfile.TemporaryDirectory() as folder:
        old = Path(folder) / "old"
        said("git", "worktree", "add", "--detach", str(old), commit)
        try:
            (old / ".local").symlink_to(server.LOCAL)
            yield old
        finally:
            said("git", "worktree", "remove", "--force", str(old))


def said(*words: str, cwd=ROOT, env=None) -> str:
    done = subprocess.run(words, cwd=cwd, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2_000:]
    return done.stdout.strip()


def applied(name: str) -> int:
    with local_postgres.superuser(settings.LOCAL_POSTGRES, name) as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        return cursor.fetchone()[0]
