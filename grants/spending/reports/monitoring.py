"""When a group is visited after its grant: 3, 6 and 12 months on."""

import calendar
import datetime

from grants.spending.models import MonitoringVisit

EARLIER = datetime.timedelta(days=14)  # a visit may be made so many days before its day
Month = MonitoringVisit.Month


def day_of(paid_on: datetime.date, month: int) -> datetime.date:
    """The same day of a later month, or its last one."""
    years, place = divmod(paid_on.month - 1 + month, 12)
    year = paid_on.year + years
    last = calendar.monthrange(year, place + 1)[1]
    return datetime.date(year, place + 1, min(paid_on.day, last))


def next_visit(paid_on: datetime.date, made: set[int]) -> tuple[Month, datetime.date] | None:
    """The first visit not made yet, and its day."""
    left = [month for month in Month if month not in made]
    return (left[0], day_of(paid_on, left[0])) if left else None
