"""Bar, row 10: the disk of the database is full while sheets are sent; `run.py bench trust` tries.

No sheet is answered as saved that is not there, none is there in part, and with room again the
sheets that were cut off are sent again and saved. On a small tmpfs, so only as root.
"""

import os
import shutil
import subprocess
import time
from contextlib import contextmanager

import pytest

from bench import crash, server
from bench.crash_writer import Cut, Writer
from kube_admin import local_postgres
from tests.full import FULL

MEGABYTES, LEFT = 500, 700_000  # of the disk, and bytes of it
SHEETS = 200  # of ten members, some 6 kB each with its indexes: more than there is room for


@contextmanager
def on_a_small_disk(data):
    """A new server's files in a file system of their own."""
    local_postgres.make(data)
    made = data.rename(data.with_name("made-for-a-small-disk"))
    data.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", data)
    try:
        run("cp", "-a", f"{made}/.", data)
        yield
    finally:
        local_postgres.stop(data)
        run("umount", "--lazy", data)
        data.rmdir()
        shutil.rmtree(made)


def run(*words):
    subprocess.run(words, check=True)


@contextmanager
def filled(folder):
    """Leave little room; give it back afterwards."""
    ballast = folder / "ballast"
    room = os.statvfs(folder)
    taken = room.f_bavail * room.f_frsize - LEFT
    with ballast.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, taken)
    try:
        yield
    finally:
        ballast.unlink()


def send_until_cut(writer: Writer) -> int:
    """How many sheets were answered as saved before the first that was not."""
    for _ in range(SHEETS):
        writer.sent.append(writer.left.pop())
        try:
            writer.send(writer.sent[-1])
        except Cut:
            return writer.saved
    pytest.fail(f"{SHEETS} sheets found room: nothing was shown.")


@pytest.mark.skipif(not FULL, reason="a minute: run.py bench trust")
@pytest.mark.skipif(os.geteuid() != 0, reason="mounts a small disk: only as root")
def test_a_sheet_without_room_is_not_called_saved(monkeypatch, record_property):
    data = server.LOCAL / "postgres-full"
    monkeypatch.setattr(crash, "DATA", data)
    with on_a_small_disk(data):
        server.start(data)
        server.site_database(crash.DATABASE, data)
        env = server.site(crash.DATABASE, data)
        groups = crash.world(env, 1 + SHEETS // crash.DAYS)
        with crash.served(env) as (_site, address):
            writers = [Writer(address, *hers, crash.last_days()) for hers in groups.items()]
            with filled(data):
                record_property("saved before it was full", send_until_cut(writers[0]))
            local_postgres.mend(data)
            crash.until_it_answers(writers[0], time.monotonic())
            crash.require_whole_or_absent(writers)
            assert writers[0].send_again() == 1
            crash.require_whole_or_absent(writers)
        crash.check_ledger(env)
