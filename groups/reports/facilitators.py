"""Who may be chosen as the facilitator of a group."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Assignment, User, district_of
from groups.models import Facilitation


def facilitators() -> QuerySet[User]:
    """Active users with the role today."""
    running = Assignment.objects.running().filter(role=Assignment.Role.FACILITATOR)
    return User.objects.filter(pk__in=running.values("user"), is_active=True)


def facilitators_in(places: Iterable[str]) -> QuerySet[User]:
    """Those with a group in the districts of these regions, and those without any group yet."""
    now = Facilitation.objects.running().filter(facilitator=OuterRef("pk"))
    here = Q(pk__in=[])
    for code in {district_of(code) for code in places}:
        here |= Q(group__village__code__startswith=f"{code}.")
    return facilitators().filter(Exists(now.filter(here)) | ~Exists(now))
