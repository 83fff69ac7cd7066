"""run.py and the demo: plain messages for common failures, and the processes they stop."""

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import psutil
import psycopg2
import pytest

import run
from demo import SIGN_INS
from kube_admin import catalogue, local_postgres
from kube_admin.serving import LOOPBACK, AlreadyServed, served_alone
from kube_admin.stopping import is_ours
from kube_admin.trouble import DISK_FULL, NO_DATABASE, NO_REGISTRY, advice, said_by

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ("error: failed to write to file: No space left on device (os error 28)", DISK_FULL),
        ("OSError: [Errno 122] Disk quota exceeded", DISK_FULL),
        ("error sending request for url: tcp connect error", NO_REGISTRY),
        ("NewConnectionError: Failed to establish a new connection", NO_REGISTRY),
        ("hashes do not match", None),
    ],
)
def test_what_an_installer_printed_is_said_in_plain_words(printed, said):
    assert said_by(printed) == said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), DISK_FULL),
        (OSError(errno.EFBIG, "File too large"), DISK_FULL),
        (psycopg2.errors.DiskFull("could not extend file: No space left on device"), DISK_FULL),
        (psycopg2.OperationalError('connection to server on socket "x" failed'), NO_DATABASE),
        (ValueError("a bug"), None),
    ],
)
def test_an_error_is_said_in_plain_words(error, said):
    assert advice(error) == said


def test_the_cause_of_an_error_counts():
    error = RuntimeError("loading failed")
    error.__cause__ = OSError(errno.EDQUOT, "quota")

    assert advice(error) == DISK_FULL


def test_a_file_of_another_account_is_named():
    assert "/srv/kube/.local" in advice(PermissionError(errno.EACCES, "no", "/srv/kube/.local"))


def test_without_a_command_it_says_what_there_is():
    shown = subprocess.run([sys.executable, ROOT / "run.py"], capture_output=True, text=True)

    assert shown.returncode == 1
    for command in ("demo", "test", "manage", "stop"):
        assert f"run.py {command}" in shown.stderr


def test_bytecode_is_kept_where_the_environment_forbids_it_beside_the_source():
    shows = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    keeps = "import os, run, sys; run.keep_bytecode(); os.execv(sys.executable, sys.argv[1:])"
    others = {name: os.environ[name] for name in os.environ.keys() - {"PYTHONPYCACHEPREFIX"}}

    shown = subprocess.check_output(
        [sys.executable, "-c", keeps, sys.executable, "-c", shows],
        cwd=ROOT,
        env=others | {"PYTHONDONTWRITEBYTECODE": "1"},
        text=True,
    )

    assert shown == f"False {ROOT / '.local' / 'bytecode'}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="libfaketime comes with a library for Linux")
def test_as_of_another_day_each_process_reads_its_clock():
    shifts = "import os, run; run.shift_clock('2028-12-31 23:30'); os.execlp('date', 'date', '+%F')"
    real = {name: os.environ[name] for name in os.environ.keys() - {"LD_PRELOAD", "FAKETIME"}}

    told = subprocess.check_output(
        [sys.executable, "-c", shifts], cwd=ROOT, env=real | {"TZ": "Asia/Jakarta"}, text=True
    )

    assert told == "2028-12-31\n"


def test_a_second_demo_of_the_same_folder_is_told_where_the_first_is(tmp_path, free_port):
    note = tmp_path / "demo.lock"
    told = pytest.raises(AlreadyServed, match=f"{free_port}/.*run.py stop")

    with served_alone(note, free_port), told, served_alone(note, free_port):
        pass


def test_a_taken_port_is_answered_with_another(tmp_path, free_port):
    told = pytest.raises(AlreadyServed, match=f"taken.*--port {free_port + 1}")
    taken = socket.create_server((LOOPBACK, free_port))

    with taken, told, served_alone(tmp_path / "demo.lock", free_port):
        pass


@pytest.fixture
def free_port():
    with socket.create_server((LOOPBACK, 0)) as server:
        return server.getsockname()[1]


@pytest.mark.parametrize(
    ("folder", "what", "ours"),
    [
        (ROOT, "demo", True),
        (ROOT, "bench.crash_site", True),
        (ROOT, "test", False),
        (ROOT.parent, "demo", False),
    ],
)
def test_only_demo_and_benches_of_this_folder_are_stopped(folder, what, ours):
    waits = [sys.executable, "-c", "print(flush=True); input()", what]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(waits, cwd=folder, **pipes) as process:
        process.stdout.readline()  # before exec its command line may be empty
        found = is_ours(psutil.Process(process.pid))
        process.communicate(b"\n")

    assert found is ours


def test_a_catalogue_is_compiled_when_its_texts_are_newer(monkeypatch, tmp_path):
    source = tmp_path / "id" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text('msgid "Groups"\nmsgstr "Kelompok"\n')
    monkeypatch.setattr(catalogue, "LOCALE", tmp_path)

    catalogue.compile_catalogues()

    assert b"Kelompok" in source.with_suffix(".mo").read_bytes()


def test_a_path_too_long_for_a_socket_gets_a_short_one():
    folder = local_postgres.socket_folder(Path("/srv") / ("long" * 30) / "postgres")

    assert len(str(folder)) < local_postgres.LONGEST_SOCKET


@pytest.mark.skipif("DATABASE_URL" in os.environ, reason="the embedded server is not used")
def test_a_server_whose_user_was_killed_is_joined_and_stopped(tmp_path):
    data = tmp_path / "a b" / "postgres"
    starts = f"import pathlib; from kube_admin import local_postgres as server; \
        server.start(pathlib.Path({str(data)!r}), durable=False); print('up', flush=True); input()"
    user = subprocess.Popen(
        [sys.executable, "-c", starts],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert user.stdout.readline() == b"up\n"

    user.send_signal(signal.SIGKILL)
    user.communicate()

    assert local_postgres.is_running(data)
    assert local_postgres.stop_left_over(data)
    assert not local_postgres.is_running(data)


def test_the_readme_names_every_sign_in_of_the_demo():
    readme = (ROOT / "README.md").read_text()

    for _, username, password in SIGN_INS:
        assert f"`{username}`" in readme
        assert f"`{password}`" in readme


def test_the_papers_of_the_demo_lead_to_its_port(monkeypatch):
    monkeypatch.setenv("KUBE_ADDRESS", "")
    monkeypatch.delenv("KUBE_ADDRESS")

    run.print_address(["--port", "8123", "--fresh"])

    assert os.environ["KUBE_ADDRESS"] == "http://localhost:8123"
