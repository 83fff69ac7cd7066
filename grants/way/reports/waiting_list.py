"""The list of all that waits for a user in one way."""

import datetime
from operator import attrgetter

from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from foundation.formatting import ago
from foundation.lists import ListColumn, link, marks
from foundation.tasks import Task


def waiting_columns(today: datetime.date) -> list[ListColumn]:
    """Of `Task`s, which are sorted in memory."""

    def state(task: Task) -> SafeString:
        return marks(("bad" if task.day < today else "wait", ago(task.day, today)))

    return [
        ListColumn(
            _("Group or round"),
            lambda task: link(task.url, task.about),
            "about",
            value=attrgetter("about"),
            width=32,
        ),
        ListColumn(_("Village"), attrgetter("place"), "village", value=attrgetter("place")),
        ListColumn(_("Waiting since"), attrgetter("since"), "since", value=attrgetter("since")),
        ListColumn(_("Due on"), attrgetter("due"), "due", value=attrgetter("due")),
        ListColumn(_("State"), state, "state", value=attrgetter("day")),
    ]
