"""Which day an act of the office may bear."""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import day
from foundation.rules import RuleBroken

IN_THE_FUTURE = gettext_lazy("This day has not come yet. Choose today or an earlier day.")


def day_of_address(text: str | None, *, today: datetime.date) -> datetime.date | None:
    """A day as an address gives it (ISO); None for another text or a day to come."""
    try:
        date = datetime.date.fromisoformat(text or "")
    except ValueError:
        return None
    return date if date <= today else None


def require_past_day(date: datetime.date, *, today: datetime.date, field: str = "date") -> None:
    """Refuse a day to come; the error is shown at `field`."""
    if date > today:
        raise RuleBroken(IN_THE_FUTURE, field=field)


def validate_past_day(date: datetime.date) -> None:
    """The same check as a validator of form fields; today is the day in Jakarta."""
    if date > timezone.localdate():
        raise ValidationError(IN_THE_FUTURE)


def require_day(
    date: datetime.date, *, today: datetime.date, first: datetime.date, why: str
) -> None:
    """Refuse a day to come, and one before `first`; `why` says what was then, with %(day)s."""
    require_past_day(date, today=today)
    if date < first:
        later = _("Choose that day or a later one.")
        raise RuleBroken(f"{why % {'day': day(first)}} {later}", field="date")
