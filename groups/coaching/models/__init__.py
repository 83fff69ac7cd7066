"""Models of coaching."""

from groups.coaching.models.limits import CoachingLimits
from groups.coaching.models.visits import CoachedMember, CoachingPhoto, CoachingVisit

__all__ = ["CoachedMember", "CoachingLimits", "CoachingPhoto", "CoachingVisit"]
