"""By when something is to be done that a group agreed on."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken


def require_due_later(
    due_on: datetime.date | None, *, since: datetime.date, field: str = "due_on"
) -> None:
    """Refuse a day before the one on which it was agreed or raised."""
    if due_on and due_on < since:
        raise RuleBroken(
            _("This is before %(day)s. Choose that day or a later one.") % {"day": day(since)},
            field=field,
        )
