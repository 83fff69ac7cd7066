"""Months are counted as dateutil counts them."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta

from foundation.months import months_between

DAYS = [datetime.date(2023, 12, 28) + datetime.timedelta(days) for days in range(800)]


@pytest.mark.parametrize("on", ["2024-02-29", "2025-02-28", "2024-12-31", "2025-01-01"])
def test_whole_months_before_and_after_a_day(on):
    on = datetime.date.fromisoformat(on)
    for since in DAYS:
        passed = relativedelta(on, since)
        assert months_between(since, on) == passed.years * 12 + passed.months
