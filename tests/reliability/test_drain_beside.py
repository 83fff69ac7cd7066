"""Bar, row 51: long prints and audit files of 30,000 rows hold up nobody else.

Gunicorn as install.md starts it: two users take the audit file of a group, two print its books,
again and again, while somebody else reads a page.
"""

import subprocess
import sys
import threading
from urllib.request import Request, build_opener

import pytest

from bench import crash, server
from bench.crash_writer import Writer
from kube_admin.turns import take_short_turns
from tests.full import FULL
from tests.project import ROOT
from tests.reliability.test_drain_slow import slowest_of_twenty

ROWS, EACH = 30_000, 2  # users who do the same
PATIENCE = 4  # seconds; twice as long as alone is wanted: see docs/measurements.md


TOKEN = "t" * 32


def take(address: str, path: str, session: str, stop: threading.Event, taken: list[int]) -> None:
    cookies = {"Cookie": f"sessionid={session}; csrftoken={TOKEN}"}
    sent = f"csrfmiddlewaretoken={TOKEN}".encode() if path.startswith("/audit/") else None
    while not stop.is_set():
        with build_opener().open(Request(address + path, sent, cookies), timeout=300) as answer:
            taken.append(sum(len(part) for part in iter(lambda: answer.read(65_536), b"")))


@pytest.mark.skipif(not FULL, reason="minutes: run.py bench trust")
def test_others_are_answered_beside_long_work(record_property):
    server.start(crash.DATA)
    server.site_database(crash.DATABASE, crash.DATA)
    env = server.site(crash.DATABASE, crash.DATA)
    (_busy, (group, *_)), (other, (page_of, *_)), *_rest = crash.world(env, 1).items()
    words = [sys.executable, "-m", "bench.beside", str(group), str(ROWS)]
    said = subprocess.run(words, cwd=ROOT, env=env, check=True, capture_output=True, text=True)
    auditor, facilitator = said.stdout.split()
    with crash.served(env) as (_site, address):
        visitor = Writer(address, other, [page_of], crash.last_days())
        page = f"/groups/{page_of}/meetings/record/"
        slowest_of_twenty(visitor, page)
        alone = slowest_of_twenty(visitor, page)
        stop, files, prints = threading.Event(), [], []
        work = [
            (f"/audit/groups/{group}/file/", auditor, files),
            (f"/groups/{group}/savings/print/", facilitator, prints),
        ] * EACH
        threads = [
            threading.Thread(target=take, args=[address, path, session, stop, taken])
            for path, session, taken in work
        ]
        for thread in threads:
            thread.start()
        try:
            beside = slowest_of_twenty(visitor, page)
        finally:
            stop.set()
            for thread in threads:
                thread.join()

    record_property("p95 alone, ms", f"{1000 * alone:.0f}")
    record_property("p95 beside prints and audit files, ms", f"{1000 * beside:.0f}")
    record_property("audit files", len(files))
    record_property("prints", len(prints))
    assert files
    assert prints
    assert min(files) > 20 * ROWS  # packed
    assert beside < PATIENCE


def test_threads_take_short_turns(monkeypatch):
    monkeypatch.setattr(sys, "setswitchinterval", lambda seconds: turns.append(seconds))
    turns: list[float] = []

    take_short_turns()

    assert turns == [0.0005]
    for served in ("wsgi.py", "serving.py"):
        assert "take_short_turns()" in (ROOT / "kube_admin" / served).read_text()
