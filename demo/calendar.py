"""When everything in the example happened, counted back from the day it ends on."""

import datetime

from foundation.months import months_after
from groups.models import Group

LENGTH = datetime.timedelta(days=1_050)  # nearly three years
GRANT_YEAR = datetime.timedelta(days=330)  # since its round opened
OPEN_MONTHS = datetime.timedelta(days=75)  # the last two months stay open
Rhythm = Group.Rhythm


def meeting_days(next_on: datetime.date, rhythm: str, since: datetime.date) -> list[datetime.date]:
    """The days of a rhythm from `since` up to the one before the next meeting, oldest first."""
    days = []
    count = 1
    while (day := steps_before(next_on, rhythm, count)) >= since:
        days.append(day)
        count += 1
    return days[::-1]


def steps_before(day: datetime.date, rhythm: str, count: int) -> datetime.date:
    """The day so many meetings before another; a monthly group keeps the day of the month."""
    if rhythm != Rhythm.MONTHLY:
        return day - count * datetime.timedelta(days=int(rhythm))
    return months_after(day, -count)
