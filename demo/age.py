"""Whether the demo data is stale."""

import datetime

from django.core.cache import caches
from django.db.models import Max

from groups.models import Meeting

OLD = datetime.timedelta(days=14)
KEPT = 300  # seconds that the day is cached, as every page reads it


def last_met() -> datetime.date | None:
    """The day of the last meeting in the books."""
    return caches["process"].get_or_set(
        "demo-last-met", lambda: Meeting.objects.aggregate(day=Max("date"))["day"], KEPT
    )


def is_old(today: datetime.date) -> bool:
    day = last_met()
    return day is not None and today - day > OLD
