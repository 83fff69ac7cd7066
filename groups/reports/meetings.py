"""Lists of meetings and their export."""

import datetime
from typing import Any, NamedTuple

from django.db.models import Count, F, Q, QuerySet

from groups.models import Attendance, Group, Meeting, Membership, MissedMeeting, RefusedDay
from groups.rules.schedule import DAYS_LATE, open_days


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """The meetings of a group, latest first, including cancelled ones."""
    return Meeting.objects.filter(group=group).order_by("-date", "-number")


class Unrecorded(NamedTuple):
    """A meeting that was due without a sheet."""

    date: datetime.date
    is_too_late: bool  # recorded only with the verifier's word
    is_asked: bool  # for which the facilitator has asked
    refused: RefusedDay | None = None  # the verifier's no


def unrecorded_meetings(group: Group, today: datetime.date) -> list[Unrecorded]:
    """The meetings due before today, the oldest first; needs `with_schedule`."""
    first = today - datetime.timedelta(days=DAYS_LATE)
    days = [date for date in open_days(group, today) if date < today]
    late = [date for date in days if date < first]
    allowed = group.late_days.filter(date__in=late).values_list("date", flat=True) if late else []
    too_late = set(late) - set(allowed)
    asked, refused = set(), {}
    if too_late:
        asked = set(group.asked_days.filter(date__in=too_late).values_list("date", flat=True))
        refused = {row.date: row for row in group.refused_days.filter(date__in=asked)}
    return [Unrecorded(date, date in too_late, date in asked, refused.get(date)) for date in days]


def missed_meetings(group: int) -> QuerySet[MissedMeeting]:
    """Meetings that did not take place, without those recorded all the same, latest first."""
    rows = MissedMeeting.objects.standing().filter(group=group)
    return rows.select_related("by").order_by("-date")


def unwritten_meeting(membership: Membership) -> Meeting | None:
    """The last meeting held while a member of which no attendance of this member is written."""
    held = membership.group.meetings.held().filter(date__gte=membership.since)
    if membership.until:
        held = held.filter(date__lt=membership.until)
    return held.exclude(attendances__membership=membership).order_by("date").last()


def meetings_listed(meetings: QuerySet[Meeting]) -> QuerySet[Any]:
    """Annotate attendance (`came`, `of`) and `is_quorum`."""
    came = Q(attendances__kind__in=Attendance.COUNTS_FOR_QUORUM)
    return (
        meetings.select_related("recorded_by", "cancelled_by")
        .prefetch_related("decisions")
        .annotate(came=Count("attendances", filter=came), of=Count("attendances"))
        .annotate(is_quorum=Q(came__gt=0, came__gte=F("of") * 2 / 3.0))
    )
