"""The crash proof of bench/, two kills of each: `run.py bench crash` does it seventy times."""

import datetime
import os

import pytest

from bench import crash
from bench.crash_writer import Sheet

ELSEWHERE = "DATABASE_URL" in os.environ
LOUD = "NOT PROVEN HERE: crashes kill the embedded PostgreSQL only, and DATABASE_URL names another"


@pytest.mark.skipif(ELSEWHERE, reason=LOUD)
def test_no_sheet_is_lost_or_torn_by_kill_9():
    found = crash.run(quick=True)

    assert found["worker_kills"] == found["postgres_kills"] == 2
    assert found["worker_cut"] >= 2
    assert found["postgres_cut"] >= 2
    assert found["postgres_slowest_recovery_s"] < crash.PATIENCE


@pytest.mark.parametrize(
    ("receipt", "parts", "fault"),
    [
        ("/meetings/7/", crash.WHOLE, ""),
        ("", crash.WHOLE, ""),
        ("", crash.ABSENT, ""),
        ("/meetings/7/", crash.ABSENT, "lost"),
        ("", (1, 1, 10, 19, 140_000, 1), "torn"),
        ("", (0, 1, 10, 20, 150_000, 1), "torn"),
    ],
)
def test_a_sheet_is_whole_or_absent(receipt, parts, fault):
    sheet = Sheet(group=1, date=datetime.date(2026, 11, 24), receipt=receipt)

    assert crash.fault_of(sheet, parts) == fault
