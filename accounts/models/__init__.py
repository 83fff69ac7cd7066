"""Regions, users, and roles held over a territory for a time."""

from accounts.models.accesses import Access
from accounts.models.assignments import Assignment, Duty
from accounts.models.lifts import LIFTABLE, PairLift, PairLiftEnd
from accounts.models.limits import Limit
from accounts.models.links import SignInLink
from accounts.models.regions import Region, RegionQuerySet, district_of
from accounts.models.users import User

__all__ = [
    "LIFTABLE",
    "Access",
    "Assignment",
    "Duty",
    "Limit",
    "PairLift",
    "PairLiftEnd",
    "Region",
    "RegionQuerySet",
    "SignInLink",
    "User",
    "district_of",
]
