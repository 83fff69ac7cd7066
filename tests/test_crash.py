"""What `run.py bench crash` counts as a lost or torn sheet; `.ci/run` runs the bench itself."""

import datetime

import pytest

from bench import crash
from bench.crash_writer import Sheet


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
