"""Current time of records; `at_moment` back-dates demo data."""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_moment: ContextVar[datetime.datetime | None] = ContextVar("moment", default=None)


def now() -> datetime.datetime:
    return _moment.get() or timezone.now()


@contextmanager
def at_moment(moment: datetime.datetime) -> Iterator[None]:
    """Records within are dated at that moment; for demo data only."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
