"""The monthly report of a facilitator, drawn from what was recorded."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Assignment, Region, User
from foundation.triggers import TODAY, checked_insert, refuse_if
from groups.models import facilitated
from papers.models import Paper, Recorded


class CoachingReportQuerySet(models.QuerySet["CoachingReport"]):
    def visible_to(self, user: User) -> "CoachingReportQuerySet":
        """One's own, and those of the districts of the user's region."""
        seen = Q(pk__in=[])
        for assignment in user.running_assignments:
            if assignment.role == Assignment.Role.FACILITATOR:
                offices = {place.district for place in facilitated(user).values()}
                seen |= Q(by=user, office__in=offices)
            elif assignment.region_id:
                seen |= Q(office=assignment.region_id)
                seen |= Q(office__code__startswith=f"{assignment.region_id}.")
        return self.filter(seen)

    def of_month(self, month: datetime.date) -> "CoachingReportQuerySet":
        return self.filter(month=month)


class CoachingReport(Recorded):
    """Of a month that is over and the groups of a district; what it says is in its paper."""

    office = models.ForeignKey(Region, models.PROTECT, related_name="+")
    month = models.DateField()  # its first day
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="coaching_report")

    objects = CoachingReportQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-month", "pk"]
        permissions = [("sign_coaching_report", "Sign the monthly report of coaching")]
        constraints = [
            models.UniqueConstraint(
                fields=["by", "office", "month"],
                name="finance_coachingreport_once",
                violation_error_message=_("This month is reported already."),
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="finance_coachingreport_of_a_month"
            ),
        ]
        triggers = [
            checked_insert(
                "month_is_over",
                refuse_if(
                    f"NEW.month + interval '1 month' > {TODAY}",
                    "A month is reported when it is over.",
                    "finance_coachingreport_month_is_over",
                ),
            )
        ]

    def __str__(self):
        return f"{self.by}, {self.month:%Y-%m}"

    @property
    def territory(self) -> Region:
        return self.office
