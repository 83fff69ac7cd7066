"""Meetings, with attendance and decisions."""

import datetime

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.history import EditHistory
from foundation.triggers import INDENT, EnforcedTrigger, fixed, refuse_if, told_now
from groups.models.groups import Group, GroupScoped
from groups.models.members import Membership, MembershipQuerySet
from groups.models.triggers import of_a_running_group, stays_in_its_group


class MeetingQuerySet(GroupScoped):
    def held_since(self, day: datetime.date) -> "MeetingQuerySet":
        """Meetings held on that day or later, the oldest first."""
        return self.held().filter(date__gte=day).order_by("date")

    def held(self) -> "MeetingQuerySet":
        """Exclude cancelled meetings."""
        return self.filter(cancelled_at=None)

    def quorate(self) -> "MeetingQuerySet":
        """Meetings with two thirds of the members present or represented; adds `came` and `of`."""
        members = Membership.objects.filter(
            Q(until=None) | Q(until__gt=OuterRef("date")),
            group=OuterRef("group"),
            since__lte=OuterRef("date"),
        )
        counted = members.order_by().values("group").annotate(n=Count("pk")).values("n")
        came = Q(attendances__kind__in=Attendance.COUNTS_FOR_QUORUM)
        return self.annotate(came=Count("attendances", filter=came), of=Subquery(counted)).filter(
            came__gt=0, came__gte=F("of") * 2 / 3.0
        )


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Meeting(models.Model):
    """A meeting of a group; a cancelled one keeps its number."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    date = models.DateField(_("day of the meeting"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    leader = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("leader"),
    )
    notes = models.TextField(_("notes"), blank=True)
    next_on = models.DateField(_("day"), null=True, blank=True)
    next_at = models.TimeField(_("hour"), null=True, blank=True)
    next_place = models.CharField(_("place"), max_length=100, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    cancelled_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False
    )
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancel_reason = models.CharField(max_length=200, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Meetings"), group="group")

    class Meta:
        ordering = ["-date", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["group", "number"], name="groups_meeting_number_once"),
            models.UniqueConstraint(
                fields=["group", "date"],
                condition=Q(cancelled_at=None),
                name="groups_meeting_once_a_day",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_by=None, cancelled_at=None, cancel_reason="")
                | Q(cancelled_by__isnull=False, cancelled_at__isnull=False) & ~Q(cancel_reason=""),
                name="groups_meeting_cancelled_by_at_why",
            ),
        ]
        permissions = [("edit_meeting", "Change attendance and notes of a meeting")]
        triggers = [
            stays_in_its_group(),
            of_a_running_group(),
            *told_now("recorded_at", "cancelled_at"),
            fixed(
                "as_recorded",
                *("number", "date", "recorded_by_id", "recorded_at"),
                message="A meeting stays as it was recorded; cancel it and record it anew.",
                constraint="groups_meeting_as_recorded",
            ),
            fixed(
                "cancelled_once",
                *("cancelled_by_id", "cancelled_at", "cancel_reason"),
                once="cancelled_at",
                message="A cancelled meeting stays cancelled.",
                constraint="groups_meeting_cancelled_once",
            ),
            EnforcedTrigger(
                name="keeps_schedule",
                when=pgtrigger.After,
                operation=pgtrigger.Insert
                | pgtrigger.UpdateOf("date", "next_on", "next_at", "next_place", "cancelled_at")
                | pgtrigger.Delete,
                func="""
                    PERFORM groups_reckon_schedule(coalesce(NEW.group_id, OLD.group_id));
                    RETURN NULL;""",
            ),
        ]

    def __str__(self):
        return _("Meeting no. %(number)s") % {"number": self.number}

    @property
    def territory(self) -> Group:
        return self.group

    @property
    def is_cancelled(self) -> bool:
        return self.cancelled_at is not None

    def unwritten(self) -> MembershipQuerySet:
        """Members on the meeting's day without an attendance: admitted for an earlier day."""
        written = Attendance.objects.filter(meeting=self).values("membership")
        members = self.group.memberships.running(self.date).without_mistakes()
        return members.exclude(pk__in=written)


@pghistory.track(pghistory.UpdateEvent(row=pghistory.Old))
class Attendance(models.Model):
    """The attendance of a member at a meeting (kehadiran)."""

    class Kind(models.TextChoices):
        PRESENT = "present", _("Present")
        REPRESENTED = "represented", _("Represented by family")
        EXCUSED = "excused", _("Excused")
        ILL = "ill", _("Ill")
        ABSENT = "absent", _("Absent without word")

    COUNTS_FOR_QUORUM = [Kind.PRESENT, Kind.REPRESENTED]

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="attendances")
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.PRESENT)

    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Attendance"), group="meeting__group")

    class Meta:
        ordering = ["meeting_id", "membership__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], name="groups_attendance_once_a_meeting"
            )
        ]
        triggers = [
            EnforcedTrigger(
                name="member_is_of_the_group",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="new_rows"),
                func="""
                    IF EXISTS (SELECT FROM new_rows n
                               JOIN groups_meeting m ON m.id = n.meeting_id
                               JOIN groups_membership s ON s.id = n.membership_id
                               WHERE s.group_id <> m.group_id) THEN
                        RAISE EXCEPTION 'Only members of the group attend its meeting.'
                            USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;""",
            ),
            fixed(
                "as_recorded",
                *("meeting_id", "membership_id"),
                message="An attendance stays with its meeting and member.",
                constraint="groups_attendance_as_recorded",
            ),
            EnforcedTrigger(
                name="of_a_meeting_held",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=INDENT
                + refuse_if(
                    """EXISTS (SELECT FROM groups_meeting
                        WHERE id = NEW.meeting_id AND cancelled_at IS NOT NULL)""",
                    "The attendance of a cancelled meeting stays.",
                    "groups_attendance_of_a_meeting_held",
                    "restrict_violation",
                )
                + f"{INDENT}RETURN NEW;",
            ),
        ]

    def __str__(self):
        return f"{self.membership}: {self.get_kind_display()}"


class DecisionQuerySet(GroupScoped):
    def agreed(self) -> "DecisionQuerySet":
        """Exclude decisions of cancelled meetings."""
        return self.filter(meeting__cancelled_at=None).order_by(
            F("due_on").asc(nulls_last=True), "pk"
        )

    def overdue(self, today: datetime.date) -> "DecisionQuerySet":
        return self.agreed().filter(done_on=None, due_on__lt=today)


@pghistory.track()
class Decision(models.Model):
    """A decision of a meeting: what, who, due when, done when."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="decisions")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    what = models.CharField(_("what"), max_length=200)
    who = models.CharField(_("who"), max_length=100, blank=True)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = DecisionQuerySet.as_manager()
    site_may = "SELECT, INSERT, UPDATE"
    edit_history = EditHistory(_("Decisions"), group="group")

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(
                fields=["due_on", "id"],
                name="groups_decision_not_done",
                condition=Q(done_on=None, due_on__isnull=False),
            )
        ]
        triggers = [
            fixed(
                "of_its_meeting",
                *("group_id", "meeting_id"),
                message="A decision stays with its meeting.",
                constraint="groups_decision_of_its_meeting",
            )
        ]

    def __str__(self):
        return self.what

    def is_overdue(self, today: datetime.date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < today

    @property
    def territory(self) -> Group:
        return self.group
