"""Days of the monitoring visits, 3, 6 and 12 months after the payment."""

import datetime

from foundation.months import months_after
from grants.spending.models import MonitoringVisit

EARLIER = datetime.timedelta(days=14)  # a visit may be made so many days before its day
Month = MonitoringVisit.Month


def next_visit(paid_on: datetime.date, made: set[int]) -> tuple[Month, datetime.date] | None:
    """The first visit that was not made, and its day; None after the last."""
    left = [month for month in Month if month not in made]
    return (left[0], months_after(paid_on, left[0])) if left else None
