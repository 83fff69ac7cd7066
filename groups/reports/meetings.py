"""Lists of meetings and their export."""

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from foundation.exports import Column
from foundation.statements import compiled_once
from groups.models import Attendance, Group, Meeting, Membership, MissedMeeting
from groups.rules.schedule import DAYS_LATE, unrecorded

MISSED = 25  # shown


def meetings_of(group: Group) -> QuerySet[Meeting]:
    """The meetings of a group, latest first, including cancelled ones."""
    return Meeting.objects.filter(group=group).order_by("-date", "-number")


class Unrecorded(NamedTuple):
    """A meeting that was due without a sheet."""

    date: datetime.date
    is_too_late: bool  # recorded only with the verifier's word


def unrecorded_meetings(group: Group, today: datetime.date) -> list[Unrecorded]:
    """The meetings due before today, the oldest first; needs `with_schedule`."""
    first = today - datetime.timedelta(days=DAYS_LATE)
    days = [date for date in unrecorded(group, today) if date < today]
    late = [date for date in days if date < first]
    allowed = group.late_days.filter(date__in=late).values_list("date", flat=True) if late else []
    too_late = set(late) - set(allowed)
    return [Unrecorded(date, date in too_late) for date in days]


@compiled_once
def missed_meetings(group: int) -> QuerySet[Any]:
    """The latest meetings that did not take place, without those recorded all the same."""
    held = Meeting.objects.held().filter(group=OuterRef("group"), date=OuterRef("date"))
    rows = MissedMeeting.objects.filter(~Exists(held), group=group)
    return rows.select_related("by").order_by("-date")[:MISSED]


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


def meetings_table(meetings: Iterable[Any]) -> tuple[list[Column], Iterator[list[Any]]]:
    """Columns and rows of the export."""
    columns = [
        Column(_("Number"), 8),
        Column(_("Day")),
        Column(_("Place"), 20),
        Column(_("Came"), 8),
        Column(_("Members"), 8),
        Column(_("Decisions"), 48),
        Column(_("Recorded by"), 24),
        Column(_("Cancelled because"), 32),
    ]
    return columns, map(_row, meetings)


def _row(meeting: Any) -> list[Any]:
    return [
        meeting.number,
        meeting.date,
        meeting.place,
        meeting.came,
        meeting.of,
        "; ".join(decision.what for decision in meeting.decisions.all()),
        meeting.recorded_by.name,
        meeting.cancel_reason,
    ]
