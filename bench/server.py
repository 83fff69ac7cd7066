"""A separate PostgreSQL server for the benches, with durable commits."""

import hashlib
import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import psutil

from kube_admin import local_postgres
from kube_admin.secrets import demo_secrets

ROOT = Path(__file__).resolve().parent.parent
LOCAL = ROOT / ".local"
DATA = LOCAL / "postgres-bench"
SETTINGS = (
    "server_version",
    "fsync",
    "synchronous_commit",
    "full_page_writes",
    "shared_buffers",
    "max_wal_size",
    "random_page_cost",
    "jit",
)


def start(data: Path = DATA) -> Path:
    """The socket's folder."""
    return local_postgres.start(data)


def fresh_database(name: str, data: Path = DATA, like: str = "template1") -> None:
    """An empty database of that name, or a copy of another, owned by kube_owner."""
    with local_postgres.superuser(data) as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name} OWNER kube_owner TEMPLATE {like}")


def exists(name: str, data: Path = DATA) -> bool:
    with local_postgres.superuser(data) as cursor:
        cursor.execute("SELECT FROM pg_database WHERE datname = %s", [name])
        return bool(cursor.rowcount)


def site_database(name: str, data: Path = DATA) -> None:
    """A database with the site's tables, copied from a cached one, as migrating takes a minute."""
    kept = kept_name()
    if not exists(kept, data):
        forget_kept(data)
        fresh_database(kept, data)
    migrate = [sys.executable, "manage.py", "migrate", "--skip-checks", "--verbosity=0"]
    subprocess.run(migrate, env=site(kept, data), cwd=ROOT, check=True)  # gives the rights, too
    fresh_database(name, data, like=kept)


def kept_name() -> str:
    return f"kept_{migrations_digest()}"


def migrations_digest() -> str:
    """A digest of all that makes a database: our migrations, rights, the versions of other apps."""
    made_by = [
        ROOT / "requirements" / "base.txt",
        ROOT / "accounts" / "database_roles.py",
        *sorted(ROOT.glob("*/migrations/*.py")),
    ]
    named = b"".join(file.name.encode() + file.read_bytes() for file in made_by)
    return hashlib.sha256(named).hexdigest()[:12]


def forget_kept(data: Path) -> None:
    """Drop cached databases of other migrations."""
    with local_postgres.superuser(data) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'kept\\_%'")
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def tidy(name: str, data: Path = DATA) -> None:
    """VACUUM ANALYZE, as autovacuum would in time."""
    with local_postgres.superuser(data, name) as cursor:
        cursor.execute("VACUUM ANALYZE")


def site(database: str, data: Path = DATA) -> dict[str, str]:
    """The environment of the site with its rows in that database."""
    host = quote(str(local_postgres.socket_folder(data)))
    secrets = demo_secrets(LOCAL / "bench-secrets.json")
    return (
        os.environ
        | secrets
        | {
            "KUBE_DEMO": "1",
            "DATABASE_URL": f"postgresql://kube_app@/{database}?host={host}",
            "DATABASE_OWNER_URL": f"postgresql://kube_owner@/{database}?host={host}",
            "DJANGO_SETTINGS_MODULE": "kube_admin.settings",
        }
    )


def machine(data: Path = DATA) -> str:
    """What the figures were measured on; none of PostgreSQL's settings is other than its own."""
    with closing(local_postgres.connected(data)) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT name, current_setting(name) FROM unnest(%s) name", [list(SETTINGS)])
        found = ", ".join(f"{name} {value}" for name, value in cursor.fetchall())
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} cores, {memory:.0f} GiB of memory; PostgreSQL: {found}"
