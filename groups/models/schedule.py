"""When each group last met and is expected next: kept by the database, as balances are."""

import datetime

from django.db import models

from accounts.models import Region
from groups.models.groups import Group, Placed


class ScheduleQuerySet(Placed):
    def silent(self, *, since: datetime.date) -> "ScheduleQuerySet":
        """Of groups formed by that day, and without a meeting after it."""
        return self.filter(quiet_since__lte=since)

    def late(self, today: datetime.date) -> "ScheduleQuerySet":
        return self.filter(expected_on__lt=today)


class Schedule(models.Model):
    """Of one group; so that counts and lists of many thousand read an index and no meeting.

    Where the last meeting agreed on the next one, that day is expected; else the group's rhythm
    says it, counted from that meeting or the day the group was formed.
    """

    group = models.OneToOneField(Group, models.PROTECT, primary_key=True, related_name="schedule")
    village = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    last_met_on = models.DateField(null=True)
    quiet_since = models.DateField()  # the last meeting, or the day the group was formed
    expected_on = models.DateField()

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
