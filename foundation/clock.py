"""The moment an act is noted at: now, or the past that the example data tells."""

import datetime
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_told: ContextVar[datetime.datetime | None] = ContextVar("told", default=None)


def now() -> datetime.datetime:
    return _told.get() or timezone.now()


@contextmanager
def telling(moment: datetime.datetime):
    """Acts within are noted as of that moment; for the example data alone."""
    token = _told.set(moment)
    try:
        yield
    finally:
        _told.reset(token)
