"""The days within which an office wants visits, reports and problems dealt with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from papers.models import Recorded


class CoachingLimitsQuerySet(models.QuerySet["CoachingLimits"]):
    def visible_to(self, user: User) -> "CoachingLimitsQuerySet":
        """Those of the offices that the user's region holds."""
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.region_id:
                seen |= Q(office=assignment.region_id)
                seen |= Q(office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)

    def in_force(self) -> "CoachingLimitsQuerySet":
        """The last row of each district."""
        return self.order_by("office_id", "-pk").distinct("office_id")

    def of(self, office: Region | str) -> "CoachingLimits":
        """What counts in a district now; the default where it has said nothing else."""
        code = office if isinstance(office, str) else office.pk
        latest = self.filter(office=code).order_by("-pk").first()
        return latest or CoachingLimits(office_id=code)


class CoachingLimits(Recorded):
    """Of a district, from when it is written; the last row counts."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    visit_days = models.PositiveSmallIntegerField(
        _("days that a visit may be recorded late"), default=30
    )
    report_day = models.PositiveSmallIntegerField(
        _("day of the next month by which the monthly report is due"), default=5
    )
    problem_days = models.PositiveSmallIntegerField(
        _("days after which a problem goes to the district"), default=60
    )

    objects = CoachingLimitsQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["office_id", "-pk"]
        permissions = [("set_coaching_limits", "Set the limits of coaching in a district")]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    visit_days__range=(1, 366), report_day__range=(1, 28), problem_days__gte=1
                ),
                name="groups_coachinglimits_in_range",
            )
        ]

    def __str__(self):
        return str(self.office)

    @property
    def territory(self) -> Region:
        return self.office
