"""Region choices of the group filter: district, then subdistrict, then village.

Each select lists only the children of the region chosen above it, so its size is bounded.
"""

import re

from django.db.models import Q, QuerySet

from accounts.models import Assignment, Region, RegionQuerySet, User
from groups.models import Facilitation, Group

Level = Region.Level


def near(user: User) -> list[str]:
    """The subdistricts of the groups that the user facilitates, then their districts."""
    villages = Group.objects.facilitated_by(user).order_by().values_list("village", flat=True)
    above = sorted({code.rpartition(".")[0] for code in villages.distinct()})
    return [*above, *sorted({code.rpartition(".")[0] for code in above})]


def subdistricts_of(groups: QuerySet[Group]) -> RegionQuerySet:
    """The subdistricts of these groups."""
    around = groups.order_by().values("village__parent")
    return Region.objects.filter(pk__in=around).order_by("name", "pk")


def facilitators_of(groups: QuerySet[Group]) -> QuerySet[User]:
    """Who facilitates one of these groups today."""
    running = Facilitation.objects.running().filter(group__in=groups.order_by().values("pk"))
    return User.objects.filter(pk__in=running.order_by().values("facilitator")).order_by(
        "name", "pk"
    )


class Places:
    """The regions a user may choose from, given the regions in the query string."""

    def __init__(self, request):
        self.user = request.user
        asked = {key: code for key, code in request.GET.items() if re.fullmatch(r"[\d.]+", code)}
        self.village = asked.get("village", "")
        self.subdistrict = asked.get("subdistrict") or self.village.rpartition(".")[0]
        self.district = asked.get("district") or self.subdistrict.rpartition(".")[0]
        held = self.user.running_assignments
        self.territories = [each.region_id for each in held if each.region_id]
        self.facilitates = self.user.holds(Assignment.Role.FACILITATOR)

    @property
    def is_wide(self) -> bool:
        """Whether a territory is larger than a district: too many subdistricts for one select."""
        return any("." not in code for code in self.territories)

    @property
    def unasked(self) -> list[str]:
        """The filters to leave out, most until the level above is chosen."""
        asks = {
            "district": self.is_wide,
            "subdistrict": not self.is_wide or self.district,
            "village": self.subdistrict or not self.territories,
            "facilitator": not self.is_wide and not self.facilitates,  # there is one, or too many
        }
        return [name for name, is_asked in asks.items() if not is_asked]

    def seen(self, level: Level) -> RegionQuerySet:
        """Regions of a level in the user's territories or with a group the user facilitates."""
        inside = Q(pk__in=[])
        for code in self.territories:
            inside |= Q(code=code) | Q(code__startswith=f"{code}.")
        if self.facilitates:
            place = {Level.VILLAGE: "village", Level.SUBDISTRICT: "village__parent"}.get(level)
            mine = Group.objects.facilitated_by(self.user).order_by()
            inside |= Q(pk__in=mine.values(place)) if place else Q()
        return Region.objects.filter(inside, level=level).order_by("name")

    def districts(self) -> RegionQuerySet:
        return self.seen(Level.DISTRICT)

    def subdistricts(self) -> RegionQuerySet:
        found = self.seen(Level.SUBDISTRICT)
        return found.filter(parent=self.district) if self.is_wide else found

    def villages(self) -> RegionQuerySet:
        found = self.seen(Level.VILLAGE)
        return found.filter(parent=self.subdistrict) if self.subdistrict else found
