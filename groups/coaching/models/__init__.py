"""Models of coaching."""

from groups.coaching.models.trainings import Trained, Training
from groups.coaching.models.visits import CoachedMember, CoachingPhoto, CoachingVisit

__all__ = ["CoachedMember", "CoachingPhoto", "CoachingVisit", "Trained", "Training"]
