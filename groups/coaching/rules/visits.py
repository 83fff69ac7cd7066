"""What a visit may say: a day that has been, not long ago; members of that day."""

import datetime
from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import district_of
from foundation.days import require_past_day
from foundation.formatting import day
from foundation.rules import RuleBroken
from groups.coaching.models import CoachingVisit
from groups.models import CoachingLimits, Group, Membership
from groups.rules.due_days import require_due_later
from groups.rules.schedule import require_formed


def require_visit_day(group: Group, date: datetime.date, *, today: datetime.date) -> None:
    """Refuse a day to come, before the group was formed, or too long ago to be recorded."""
    require_past_day(date, today=today)
    require_formed(group, date)
    days = CoachingLimits.objects.of(district_of(group.village_id)).visit_days
    if date < today - datetime.timedelta(days=days):
        raise RuleBroken(
            _("A visit is recorded within %(days)s days. This one was on %(day)s.")
            % {"days": days, "day": day(date)},
            field="date",
        )


def require_next_step(date: datetime.date, next_step: str, next_on: datetime.date | None) -> None:
    """Refuse a day without what is to be done, and one before the visit."""
    if next_on and not next_step.strip():
        raise RuleBroken(_("Write what is to be done by that day."), field="next_step")
    require_due_later(next_on, since=date, field="next_on")


def require_members_then(group: Group, present: Iterable[Membership], date: datetime.date) -> None:
    """Refuse who was no member of the group on that day."""
    running = set(group.memberships.running(date).values_list("pk", flat=True))
    for membership in present:
        if membership.pk not in running:
            raise RuleBroken(
                _("%(name)s was no member on %(day)s. Write the name among the others.")
                % {"name": membership.person.name, "day": day(date)},
                field="present",
            )


def require_standing(visit: CoachingVisit) -> None:
    """Refuse to correct what was corrected: the latest row is corrected."""
    if visit.is_corrected:
        raise RuleBroken(_("This visit was corrected already. Open the list anew."))
