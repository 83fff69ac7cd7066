"""The demo's calendar, counted back from its last day."""

import datetime

from foundation.months import months_after
from groups.models import Group

LENGTH = datetime.timedelta(days=1_050)  # nearly three years
GRANT_YEAR = datetime.timedelta(days=330)  # since its round opened
OPEN_MONTHS = datetime.timedelta(days=75)  # the last two months stay open
Rhythm = Group.Rhythm


def meeting_days(next_on: datetime.date, rhythm: str, since: datetime.date) -> list[datetime.date]:
    """The meeting days of a rhythm from `since` to the last before `next_on`, oldest first."""
    days = []
    count = 1
    while (day := steps_before(next_on, rhythm, count)) >= since:
        days.append(day)
        count += 1
    return days[::-1]


def steps_before(day: datetime.date, rhythm: str, count: int) -> datetime.date:
    """The day `count` meetings before another; monthly groups keep the day of the month."""
    if rhythm != Rhythm.MONTHLY:
        return day - count * datetime.timedelta(days=int(rhythm))
    return months_after(day, -count)
