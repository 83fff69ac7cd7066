"""When a month of coaching is reported."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import Region, User
from finance.models import CoachingReport
from foundation.formatting import month as month_in_words
from foundation.months import months_after
from foundation.rules import RuleBroken
from groups.models import CoachingLimits


def due_on(office: str, month: datetime.date) -> datetime.date:
    """The day of the next month by which the district wants the report."""
    day = CoachingLimits.objects.of(office).report_day
    return months_after(month, 1).replace(day=day)


def require_reportable(
    office: Region, month: datetime.date, *, today: datetime.date, by: User
) -> None:
    """Refuse a month that is not over, and one that the user has reported."""
    if months_after(month, 1) > today:
        raise RuleBroken(
            _("%(month)s is not over. Report it from the first day of the next month.")
            % {"month": month_in_words(month)}
        )
    if CoachingReport.objects.filter(by=by, office=office, month=month).exists():
        raise RuleBroken(_("This month is reported already."))
