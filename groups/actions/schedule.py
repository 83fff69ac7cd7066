"""What is said of meetings without a sheet: they did not take place, are moved, allowed late."""

import datetime
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.days import require_past_day
from foundation.formatting import day
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import (
    AskedDay,
    Group,
    LateDay,
    MissedMeeting,
    MovedMeeting,
    RefusedDay,
    Schedule,
)
from groups.rules.schedule import (
    DAYS_LATE,
    is_allowed,
    open_days,
    require_formed,
    require_next_day,
    require_within_a_year,
)


@transaction.atomic
def mark_missed(
    *,
    group: Group,
    dates: Sequence[datetime.date],
    reason: str,
    today: datetime.date,
    by: User,
) -> list[MissedMeeting]:
    """Say that scheduled meetings did not take place, the oldest first."""
    group = _locked(group)
    days = open_days(group, today)
    if not dates or set(dates) - set(days):
        raise RuleBroken(_("Choose meetings of the list."), field="dates")
    chosen = sorted(set(dates))
    older = [date for date in days if date < chosen[-1] and date not in chosen]
    if older:
        raise RuleBroken(
            _("First say what became of the meeting of %(day)s: record it, or choose it too.")
            % {"day": day(older[0])},
            field="dates",
        )
    with refusals_in_words():
        return MissedMeeting.objects.bulk_create(
            MissedMeeting(
                group=group,
                date=date,
                next_on=group.next_meeting_after(date),
                reason=reason,
                by=by,
            )
            for date in chosen
        )


@transaction.atomic
def move_meeting(
    *,
    group: Group,
    next_on: datetime.date,
    next_at: datetime.time | None = None,
    next_place: str = "",
    reason: str,
    today: datetime.date,
    by: User,
) -> MovedMeeting:
    """Move the next meeting to another day, hour or place; without one before, set it."""
    group = _locked(group)
    schedule = Schedule.objects.get(group=group)
    then = (next_on, next_at or group.usual_hour, next_place or group.usual_place)
    if then == (group.expected_on, group.expected_at, group.expected_place):
        raise RuleBroken(
            _("The next meeting is then and there already. Choose another day, hour or place."),
            field="next_on",
        )
    if next_on < today:
        raise RuleBroken(
            _("This day is past. Choose today or a later day, or record the meeting."),
            field="next_on",
        )
    if schedule.reckoned_from:
        require_next_day(next_on, met_on=schedule.reckoned_from, today=today)
    require_within_a_year(next_on, today=today, field="next_on")
    return MovedMeeting.objects.create(
        group=group,
        after=schedule.reckoned_from,
        instead_of=schedule.expected_on,
        next_on=next_on,
        next_at=next_at,
        next_place=next_place,
        reason=reason,
        by=by,
    )


@transaction.atomic
def ask_late_day(
    *, group: Group, date: datetime.date, reason: str, today: datetime.date, by: User
) -> AskedDay:
    """Ask the verifier of the district to let the group record a day beyond the limit of days."""
    group = _locked(group)
    _require_beyond_the_limit(group, date, today=today)
    if refused := group.refused_days.filter(date=date).first():
        raise RuleBroken(
            _(
                "The verifier has refused this day: “%(reason)s”. Record the money on a later day, "
                "or say that the meeting did not take place."
            )
            % {"reason": refused.reason},
            field="date",
        )
    if group.asked_days.filter(date=date).exists():
        raise RuleBroken(_("This was asked already. Wait for the answer."), field="date")
    return AskedDay.objects.create(group=group, date=date, reason=reason, by=by)


@transaction.atomic
def allow_late_day(
    *, group: Group, date: datetime.date, reason: str, today: datetime.date, by: User
) -> LateDay:
    """Let a group record the meeting and the money of one day beyond the limit of days."""
    group = _locked(group)
    _require_beyond_the_limit(group, date, today=today)
    return LateDay.objects.create(group=group, date=date, reason=reason, by=by)


@transaction.atomic
def refuse_late_day(*, group: Group, date: datetime.date, reason: str, by: User) -> RefusedDay:
    """Refuse a day that the group asked for; who asked reads the reason."""
    group = _locked(group)
    if not group.asked_days.filter(date=date).exists():
        raise RuleBroken(_("Nobody has asked for this day."), field="date")
    if is_allowed(group, date):
        raise RuleBroken(_("This day is allowed already."), field="date")
    if group.refused_days.filter(date=date).exists():
        raise RuleBroken(_("This day is refused already."), field="date")
    return RefusedDay.objects.create(group=group, date=date, reason=reason, by=by)


def _require_beyond_the_limit(group: Group, date: datetime.date, *, today: datetime.date) -> None:
    require_past_day(date, today=today)
    if date >= today - datetime.timedelta(days=DAYS_LATE):
        raise RuleBroken(
            _("This day needs no word: it can be recorded within %(days)s days.")
            % {"days": DAYS_LATE},
            field="date",
        )
    require_formed(group, date)
    if is_allowed(group, date):
        raise RuleBroken(_("This day is allowed already."), field="date")


def _locked(group: Group) -> Group:
    """The group with its schedule, locked against another answer at the same time."""
    Group.objects.select_for_update().get(pk=group.pk)
    return Group.objects.with_schedule().get(pk=group.pk)
