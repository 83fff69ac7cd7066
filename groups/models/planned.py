"""What is said of meetings without a sheet: not held, moved, allowed to be recorded late."""

import pgtrigger
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from foundation.triggers import EnforcedTrigger, checked_insert, refuse_if
from groups.models.groups import Group, GroupScoped
from groups.models.meetings import Meeting
from papers.models import Recorded

REASON = 200


def keeps_schedule() -> EnforcedTrigger:
    return EnforcedTrigger(
        name="keeps_schedule",
        when=pgtrigger.After,
        operation=pgtrigger.Insert,
        func="PERFORM groups_reckon_schedule(NEW.group_id); RETURN NULL;",
    )


def has_a_reason(of: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=~Q(reason=""), name=f"{of}_has_a_reason")


class MissedMeetingQuerySet(GroupScoped):
    def standing(self) -> "MissedMeetingQuerySet":
        """Those that no later sheet of the day overruled: it was held all the same."""
        sheets = Meeting.objects.filter(group=OuterRef("group"), date=OuterRef("date"))
        return self.filter(~Exists(sheets.filter(recorded_at__gt=OuterRef("at"))))


STANDS = """s.group_id = {group} AND NOT EXISTS (SELECT FROM groups_meeting m
                        WHERE m.group_id = s.group_id AND m.date = s.date
                            AND m.recorded_at > s.at)"""


class MissedMeeting(Recorded):
    """A scheduled meeting that did not take place; the group is expected again on `next_on`.

    A sheet of that day recorded later overrules it for good, also if that is cancelled in turn.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="missed_meetings")
    date = models.DateField()
    next_on = models.DateField()
    reason = models.CharField(_("why it did not take place"), max_length=REASON)

    objects = MissedMeetingQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date"]
        permissions = [("mark_missed", "Say that a meeting did not take place")]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_on__gt=F("date")), name="groups_missedmeeting_next_is_later"
            ),
            has_a_reason("groups_missedmeeting"),
        ]
        triggers = [
            keeps_schedule(),
            checked_insert(
                "was_not_held",
                "PERFORM FROM groups_schedule WHERE group_id = NEW.group_id FOR UPDATE;",
                refuse_if(
                    f"""EXISTS (SELECT FROM groups_missedmeeting s
                        WHERE s.date = NEW.date AND {STANDS.format(group="NEW.group_id")})""",
                    "This is written down already.",
                    "groups_missedmeeting_once",
                ),
                refuse_if(
                    """EXISTS (SELECT FROM groups_meeting WHERE group_id = NEW.group_id
                        AND date = NEW.date AND cancelled_at IS NULL)""",
                    "The meeting of this day is recorded.",
                    "groups_missedmeeting_was_not_held",
                ),
            ),
        ]

    def __str__(self):
        return f"{self.group}, {self.date}"


class MovedMeeting(Recorded):
    """The next meeting, moved to `next_on`; in force until that day or until another is agreed.

    `after` is the last meeting held or missed before it, empty where there was none. An extra
    meeting between them leaves the move in force, unless it agreed on another day.
    """

    group = models.ForeignKey(Group, models.PROTECT, related_name="moved_meetings")
    after = models.DateField(null=True)
    instead_of = models.DateField()
    next_on = models.DateField()
    next_at = models.TimeField(null=True)
    next_place = models.CharField(max_length=100, blank=True)
    reason = models.CharField(_("why it is moved"), max_length=REASON)

    objects = GroupScoped.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-pk"]
        permissions = [("move_meeting", "Move the next meeting of a group")]
        constraints = [
            models.CheckConstraint(
                condition=Q(after=None) | Q(next_on__gt=F("after")),
                name="groups_movedmeeting_after_the_last",
            ),
            has_a_reason("groups_movedmeeting"),
        ]
        triggers = [keeps_schedule()]

    def __str__(self):
        return f"{self.group}, {self.next_on}"


OF_THE_DAY = {"group": OuterRef("group"), "date": OuterRef("date")}


def without_answer() -> list[Q]:
    """Of rows with a group and a date: the day is neither allowed late nor marked as not held."""
    missed = MissedMeeting.objects.standing().filter(**OF_THE_DAY)
    return [~Q(Exists(LateDay.objects.filter(**OF_THE_DAY))), ~Q(Exists(missed))]


class AskedDayQuerySet(GroupScoped):
    def waiting(self) -> "AskedDayQuerySet":
        """Days without the verifier's word that did not turn out as not held."""
        refused = RefusedDay.objects.filter(**OF_THE_DAY)
        return self.filter(~Exists(refused), *without_answer())


class AskedDay(Recorded):
    """A facilitator's question to the verifier: may this day be recorded beyond the limit?"""

    group = models.ForeignKey(Group, models.PROTECT, related_name="asked_days")
    date = models.DateField()
    reason = models.CharField(_("why so late"), max_length=REASON)

    objects = AskedDayQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date"]
        permissions = [("ask_late_day", "Ask for a day to be recorded late")]
        constraints = [
            models.UniqueConstraint(fields=["group", "date"], name="groups_askedday_once"),
            has_a_reason("groups_askedday"),
        ]

    def __str__(self):
        return f"{self.group}, {self.date}"


class LateDay(Recorded):
    """The verifier's word that a group may record a day beyond the limit of days."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="late_days")
    date = models.DateField()
    reason = models.CharField(_("why so late"), max_length=REASON)

    objects = GroupScoped.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date"]
        permissions = [("allow_late_day", "Let a group record a day late")]
        constraints = [
            models.UniqueConstraint(fields=["group", "date"], name="groups_lateday_once"),
            has_a_reason("groups_lateday"),
        ]

    def __str__(self):
        return f"{self.group}, {self.date}"


class RefusedDayQuerySet(GroupScoped):
    def open(self) -> "RefusedDayQuerySet":
        """Days of which the group has not said since what became of them."""
        return self.filter(*without_answer())


class RefusedDay(Recorded):
    """The verifier's no to a day that was asked for, with the reason that the group reads."""

    group = models.ForeignKey(Group, models.PROTECT, related_name="refused_days")
    date = models.DateField()
    reason = models.CharField(_("why not"), max_length=REASON)

    objects = RefusedDayQuerySet.as_manager()

    class Meta(Recorded.Meta):
        ordering = ["-date"]
        permissions = [("refuse_late_day", "Refuse to let a group record a day late")]
        constraints = [
            models.UniqueConstraint(fields=["group", "date"], name="groups_refusedday_once"),
            has_a_reason("groups_refusedday"),
        ]
        triggers = [
            checked_insert(
                "was_asked",
                refuse_if(
                    """NOT EXISTS (SELECT FROM groups_askedday
                        WHERE group_id = NEW.group_id AND date = NEW.date)""",
                    "Nobody has asked for this day.",
                    "groups_refusedday_was_asked",
                ),
                refuse_if(
                    """EXISTS (SELECT FROM groups_lateday
                        WHERE group_id = NEW.group_id AND date = NEW.date)""",
                    "This day is allowed.",
                    "groups_refusedday_not_allowed",
                ),
            )
        ]

    def __str__(self):
        return f"{self.group}, {self.date}"
