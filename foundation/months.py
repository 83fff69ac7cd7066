"""Month arithmetic. A month is named by its first day."""

import datetime

from dateutil.relativedelta import relativedelta


def month_of(date: datetime.date) -> datetime.date:
    return date.replace(day=1)


def months_after(date: datetime.date, count: int) -> datetime.date:
    """The same day `count` months later (earlier, if negative), clipped to the month's last day."""
    return date + relativedelta(months=count)


def last_of(month: datetime.date) -> datetime.date:
    """The last day of the month of a date."""
    return month + relativedelta(day=31)


def months_between(since: datetime.date, on: datetime.date) -> int:
    """Whole months that have passed."""
    passed = relativedelta(on, since)
    return passed.years * 12 + passed.months
