"""Tasks: what a user has to do, on what, since when, due when. Each app provides its own."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils.module_loading import import_string

from foundation.access import HasPermissions
from foundation.texts import Text


@dataclass(frozen=True, kw_only=True)
class Task:
    """A task that waits for a user in one of their roles."""

    name: str  # its kind, for example "grants.pay"
    role: str  # the role in which the user is asked
    verb: str  # the permission that it needs
    text: str  # what is to be done
    about: str  # a group, a round, a bank account
    url: str
    since: datetime.date
    due: datetime.date | None = None
    place: str = ""  # where that is: a village
    icon: str = "bank"
    kind: Text = ""  # what tasks of this name are called together; empty: their text
    total: int = 0  # how many of them wait, where only the oldest are found
    whole: str = ""  # the page that lists all of them

    @property
    def day(self) -> datetime.date:
        """The day it is due; where none is set, the day since when it waits."""
        return self.due or self.since


def tasks_of(user: HasPermissions, today: datetime.date) -> list[Task]:
    """All tasks of a user, by their day: those that the functions in `TASK_SOURCES` find."""
    found: Iterable[Task] = (
        task for source in settings.TASK_SOURCES for task in import_string(source)(user, today)
    )
    return sorted(found, key=lambda task: task.day)
