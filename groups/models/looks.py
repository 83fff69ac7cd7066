"""Who looked at a confidential problem, once for each day."""

from django.db import models
from django.utils import timezone

from accounts.models import User
from groups.models.groups import Group
from groups.models.problems import Problem
from papers.models import Recorded


class ProblemLookQuerySet(models.QuerySet["ProblemLook"]):
    def visible_to(self, user: User) -> "ProblemLookQuerySet":
        """Looks at problems that the user knows."""
        return self.filter(problem__in=Problem.objects.visible_to(user))


class ProblemLook(Recorded):
    """A line of the book of accesses: this user was shown a confidential problem on that day."""

    problem = models.ForeignKey(Problem, models.PROTECT, related_name="looks")
    day = models.DateField(default=timezone.localdate)

    objects = ProblemLookQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["problem", "by", "day"], name="groups_problemlook_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.by}, {self.day}"

    @property
    def territory(self) -> Group:
        return self.problem.group
