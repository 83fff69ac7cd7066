"""Last and next expected meeting of each group, maintained by triggers."""

import datetime

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef

from accounts.models import Region
from groups.models.groups import Group, InTerritory


class ScheduleQuerySet(InTerritory):
    def active(self) -> "ScheduleQuerySet":
        """Without those of groups that have ended, which expect no meeting."""
        ends = apps.get_model("groups.EndDecree").objects.filter(ended=OuterRef("group"))
        return self.filter(~Exists(ends))

    def silent(self, *, since: datetime.date, today: datetime.date) -> "ScheduleQuerySet":
        """Groups registered by `since`, without a meeting after it, though one was due."""
        return self.late(today).filter(quiet_since__lte=since)

    def late(self, today: datetime.date) -> "ScheduleQuerySet":
        return self.filter(expected_on__lt=today)


class Schedule(models.Model):
    """The meeting dates of a group, denormalized so that lists and counts use an index.

    The next meeting is expected where it was moved to; else on the date that the last one agreed
    on; else by the group's rhythm, counted from the last meeting held or missed, without any on
    the first day of the rhythm after the group was formed and in the register: before that nobody
    could record one.
    """

    group = models.OneToOneField(Group, models.PROTECT, primary_key=True, related_name="schedule")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    last_met_on = models.DateField(null=True)
    quiet_since = models.DateField()  # the date of the last meeting, else of the registration
    expected_on = models.DateField()
    reckoned_from = models.DateField(null=True)  # the last meeting held or missed
    next_at = models.TimeField(null=True)
    next_place = models.CharField(max_length=100, blank=True, db_default="")
    moved_because = models.CharField(max_length=200, blank=True, db_default="")

    objects = ScheduleQuerySet.as_manager()
    site_may = "SELECT"

    class Meta:
        indexes = [
            models.Index(
                fields=["village", "expected_on", "quiet_since"],
                opclasses=["varchar_pattern_ops", "date_ops", "date_ops"],
                name="groups_schedule_of_a_place",
            ),
            models.Index(fields=["quiet_since", "village"], name="groups_schedule_silent"),
            models.Index(fields=["expected_on", "village"], name="groups_schedule_late"),
        ]

    def __str__(self):
        return f"{self.group}: {self.expected_on}"
