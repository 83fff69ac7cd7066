"""What the office has to do about people's data, and of whom the time to keep them is over."""

import datetime

from django.db.models import Exists, F, OuterRef

from accounts.models import User
from foundation.months import months_after
from groups.models import Group, Membership
from groups.privacy.models import Erasure
from groups.privacy.rules.erasures import over_on

LEAST_YEARS = 5  # that an office may choose
SHOWN = 100


def over(user: User, today: datetime.date) -> list[Membership]:
    """The last memberships of people of whom nothing need be kept any more, the oldest first."""
    groups = Group.objects.visible_to(user, "groups.ask_erasure")
    others = Membership.objects.filter(person=OuterRef("person")).exclude(pk=OuterRef("pk"))
    longer = others.filter(until=None) | others.filter(until__gt=OuterRef("until"))
    erased = Erasure.objects.filter(membership__person=OuterRef("person"), answer__agreed=True)
    rows = Membership.objects.filter(
        group__in=groups, until__lte=months_after(today, -12 * LEAST_YEARS), person__same_as=None
    ).exclude(Exists(longer.order_by()) | Exists(erased.order_by()))
    rows = rows.select_related("person", "group").order_by(F("until"), "pk")
    found = [row for row in rows[:SHOWN] if (day := over_on(row.person)) and day <= today]
    return list({row.person_id: row for row in found}.values())
