"""Whether the example has grown old: its home pages and arrears look dead then."""

import datetime

from django.core.cache import cache
from django.db.models import Max

from groups.models import Meeting

OLD = datetime.timedelta(days=14)
KEPT = 300  # seconds that the day is remembered, as each page asks


def last_met() -> datetime.date | None:
    """The day of the last meeting in the books."""
    return cache.get_or_set(
        "demo-last-met", lambda: Meeting.objects.aggregate(day=Max("date"))["day"], KEPT
    )


def is_old(today: datetime.date) -> bool:
    day = last_met()
    return day is not None and today - day > OLD
