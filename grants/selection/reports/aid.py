"""Who had a part in a grant before, as a member of the group that got it."""

from django.db.models import F, Q

from grants.selection.models import Award
from groups.models import Membership


def aided(persons: list[int], groups: list[int]) -> dict[int, str]:
    """The latest grant of each of these to another group than these, while they were members."""
    rows = Membership.objects.without_mistakes().filter(
        Q(until=None) | Q(until__gt=F("group__awards__decree__date")),
        person__in=persons,
        group__awards__in=Award.objects.in_force().exclude(group__in=groups),
        since__lte=F("group__awards__decree__date"),
    )
    rows = rows.order_by("group__awards__decree__date")
    return dict(rows.values_list("person", "group__awards__round__name"))
