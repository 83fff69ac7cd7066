"""Set the days within which a district wants visits, reports and problems dealt with."""

from django.db import transaction

from accounts.models import Region, User
from foundation.rules import refusals_in_words
from groups.models import CoachingLimits


@transaction.atomic
def set_coaching_limits(
    *, office: Region, visit_days: int, report_day: int, problem_days: int, by: User
) -> CoachingLimits:
    """From now on; what was before stays to be read."""
    with refusals_in_words():
        return CoachingLimits.objects.create(
            office=office,
            visit_days=visit_days,
            report_day=report_day,
            problem_days=problem_days,
            by=by,
        )
