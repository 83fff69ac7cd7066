"""Which scheduled meetings have no sheet, and how long one may still be recorded."""

import datetime
from collections.abc import Iterator
from itertools import islice

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.formatting import day, respectful
from foundation.rules import RuleBroken
from groups.models import Group

DAYS_LATE = 30
A_YEAR = datetime.timedelta(days=366)  # as far ahead as a meeting is moved
MOST = 24  # answered at once; the rest follow


def unrecorded(group: Group, today: datetime.date, *, most: int = MOST) -> list[datetime.date]:
    """Days up to today on which the group was to meet, without a sheet; needs `with_schedule`."""
    return list(islice(_expected(group, today), most))


def open_days(group: Group, today: datetime.date) -> list[datetime.date]:
    """The `unrecorded`, and days whose sheet was cancelled and that no other meeting stands for."""
    return sorted({*unrecorded(group, today), *_freed(group)})


def _freed(group: Group) -> Iterator[datetime.date]:
    """A meeting nearer than half the rhythm stands for a day, as does one that was not held."""
    cancelled = group.meetings.exclude(cancelled_at=None).filter(date__lt=group.expected_on)
    if not (days := set(cancelled.values_list("date", flat=True))):
        return
    answered = [group.expected_on, *group.meetings.held().values_list("date", flat=True)]
    answered += group.missed_meetings.standing().values_list("date", flat=True)
    for date in days:
        room = group.next_meeting_after(date) - date
        if all(2 * abs(other - date) >= room for other in answered):
            yield date


def require_took_place(group: Group, date: datetime.date) -> None:
    """Refuse a day of which it was written down that there was no meeting."""
    mark = group.missed_meetings.standing().filter(date=date).select_related("by").first()
    if mark is None:
        return
    raise RuleBroken(
        _(
            "%(name)s wrote on %(day)s that this meeting did not take place: “%(reason)s”. Was it "
            "held after all? Then tick below."
        )
        % {
            "name": respectful(mark.by),
            "day": day(timezone.localdate(mark.at)),
            "reason": mark.reason,
        },
        field="date",
    )


def known_of(group: Group, date: datetime.date) -> str:
    """What speaks against recording a past day late; empty of an expected day without a sheet.

    Money between meetings may still have been paid on any day. Needs `with_schedule`.
    """
    if group.meetings.held().filter(date=date).exists():
        return _("The meeting of this day is recorded already.")
    if mark := group.missed_meetings.standing().filter(date=date).first():
        words = _("It was written down that this meeting did not take place: “%(reason)s”.")
        return words % {"reason": mark.reason}
    if date in _expected(group, date) or date in _freed(group):
        return ""
    return _("The group was not to meet on this day.")


def require_formed(group: Group, date: datetime.date, *, field: str = "date") -> None:
    """Refuse a day before the group was formed."""
    if date < group.formed_on:
        raise RuleBroken(
            _("The group was formed on %(day)s. Choose that day or a later one.")
            % {"day": day(group.formed_on)},
            field=field,
        )


def require_next_day(
    date: datetime.date, *, met_on: datetime.date, today: datetime.date, field: str = "next_on"
) -> None:
    """Refuse a next meeting that is not after the one of `met_on`, or too far ahead."""
    if date <= met_on:
        raise RuleBroken(
            _("The group met on %(day)s. Choose a later day.") % {"day": day(met_on)}, field=field
        )
    require_within_a_year(date, today=today, field=field)


def require_within_a_year(date: datetime.date, *, today: datetime.date, field: str) -> None:
    if date > today + A_YEAR:
        raise RuleBroken(_("This is more than a year away. Check the year."), field=field)


def _expected(group: Group, today: datetime.date) -> Iterator[datetime.date]:
    date = group.expected_on
    while date <= today:
        yield date
        date = group.next_meeting_after(date)


def older_open(group: Group, date: datetime.date) -> datetime.date | None:
    """The expected meeting without a sheet, if a meeting on `date` stands for a later one."""
    expected = group.expected_on
    later = group.next_meeting_after(expected)
    return expected if date - expected > abs(later - date) else None


def fall_out(group: Group, moved_to: datetime.date) -> list[datetime.date]:
    """Meetings of the rhythm between the one expected and the day that it is moved to."""
    days = []
    date = group.next_meeting_after(group.expected_on)
    while date < moved_to:
        days.append(date)
        date = group.next_meeting_after(date)
    return days


def next_number(group: Group) -> int:
    """The number of the next meeting, also in the book that the group kept before this one.

    By the order of recording: a number that was read out or printed never changes.
    """
    last = group.meetings.aggregate(last=Max("number"))["last"]
    return max(last or 0, group.meetings_before) + 1


def require_soon_enough(
    group: Group, date: datetime.date, *, today: datetime.date, days: int = DAYS_LATE
) -> None:
    """Refuse a day beyond the limit of days that the verifier has not allowed this group."""
    if not is_too_late(group, date, today=today, days=days):
        return
    raise RuleBroken(
        _(
            "%(day)s is more than %(days)s days ago. Record it on a later day, or ask the "
            "verifier of the district to allow this day."
        )
        % {"day": day(date), "days": days},
        field="date",
    )


def is_too_late(
    group: Group, date: datetime.date, *, today: datetime.date, days: int = DAYS_LATE
) -> bool:
    return date < today - datetime.timedelta(days=days) and not is_allowed(group, date)


def is_allowed(group: Group, date: datetime.date) -> bool:
    """Whether the verifier has allowed this group to record that day late."""
    return group.late_days.filter(date=date).exists()
