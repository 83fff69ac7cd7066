"""Models of coaching."""

from groups.coaching.models.visits import CoachedMember, CoachingPhoto, CoachingVisit

__all__ = ["CoachedMember", "CoachingPhoto", "CoachingVisit"]
