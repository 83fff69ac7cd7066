"""Which day an act of the office may bear."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken


def require_day(date: datetime.date, *, today: datetime.date, first: datetime.date, why) -> None:
    """Refuse a day to come, and one before `first`; `why` says what was then, with %(day)s."""
    if date > today:
        raise RuleBroken(
            _("This day has not come yet. Choose today or an earlier day."), field="date"
        )
    if date < first:
        later = _("Choose that day or a later one.")
        raise RuleBroken(f"{why % {'day': day(first)}} {later}", field="date")
