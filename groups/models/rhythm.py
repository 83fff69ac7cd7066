"""When a group meets: its rhythm, its usual hour and place."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.months import last_of, month_of, months_after

DAY = datetime.timedelta(days=1)
WEEK = 7 * DAY
NEAREST = 2 * WEEK  # a meeting held early or late still stands for its month's day


class Rhythm(models.TextChoices):
    """Days between two meetings, or which day of each month."""

    MONTHLY = "monthly", _("Each month")
    NTH_1 = "nth1", _("First week of each month")
    NTH_2 = "nth2", _("Second week of each month")
    NTH_3 = "nth3", _("Third week of each month")
    NTH_4 = "nth4", _("Fourth week of each month")
    LAST = "last", _("Last week of each month")
    DAYS_35 = "35", _("Every 35 days")
    DAYS_28 = "28", _("Every four weeks")
    DAYS_21 = "21", _("Every three weeks")
    DAYS_14 = "14", _("Every two weeks")
    DAYS_7 = "7", _("Every week")


class Weekday(models.IntegerChoices):
    """As ISO counts them."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


IN_A_WEEK = [Rhythm.NTH_1, Rhythm.NTH_2, Rhythm.NTH_3, Rhythm.NTH_4, Rhythm.LAST]


class Meets(models.Model):
    """The rhythm of a group. `groups_next_meeting` is `next_meeting_after` for the database."""

    Rhythm = Rhythm

    rhythm = models.CharField(
        _("rhythm of meetings"), max_length=8, choices=Rhythm, default=Rhythm.MONTHLY
    )
    weekday = models.PositiveSmallIntegerField(
        _("day of the week"), choices=Weekday, null=True, blank=True
    )
    month_day = models.PositiveSmallIntegerField(
        _("day of the month"), choices=[(day, day) for day in range(1, 32)], null=True, blank=True
    )
    usual_hour = models.TimeField(_("usual hour"), default=datetime.time(16))
    usual_place = models.CharField(_("usual place"), max_length=100, blank=True)
    meetings_before = models.PositiveSmallIntegerField(
        _("meetings before this book"), default=0, db_default=0
    )

    expected_on: datetime.date  # these by `with_schedule` and `with_meetings`
    reckoned_from: datetime.date | None
    last_met_on: datetime.date | None
    quiet_since: datetime.date
    last_number: int | None
    next_at: datetime.time | None
    next_place: str
    moved_because: str

    class Meta:
        abstract = True

    def is_late(self, today: datetime.date) -> bool:
        """Whether the expected meeting is not recorded yet; needs `with_schedule`."""
        return self.expected_on < today

    @property
    def was_missed(self) -> bool:
        """Whether the last meeting did not take place; needs `with_schedule`."""
        held, last = self.last_met_on, self.reckoned_from
        return last is not None and (held is None or held < last)

    @property
    def next_number(self) -> int:
        """The number of the next meeting; needs `with_meetings`. Cancelled ones keep theirs."""
        return max(self.last_number or 0, self.meetings_before) + 1

    @property
    def expected_at(self) -> datetime.time:
        """The agreed hour, else the usual one; needs `with_schedule`."""
        return self.next_at or self.usual_hour

    @property
    def expected_place(self) -> str:
        return self.next_place or self.usual_place

    def next_meeting_after(self, day: datetime.date) -> datetime.date:
        """The next date of the rhythm after a meeting on this day.

        A day of each month is the first at least two weeks later, a weekday the nearest one: so a
        meeting held some days early or late does not shift the rhythm.
        """
        if self.rhythm.isdigit():
            later = day + int(self.rhythm) * DAY
            weekday = self.weekday or later.isoweekday()
            return later + ((weekday - later.isoweekday() + 3) % 7 - 3) * DAY
        if self.weekday is None and self.month_day is None:
            return months_after(day, 1)
        months = (months_after(month_of(day), count) for count in range(3))
        return next(later for later in map(self._day_in, months) if later - day >= NEAREST)

    def first_meeting_after(self, day: datetime.date) -> datetime.date:
        """The next date of the rhythm where no meeting was held yet: none is skipped."""
        if self.rhythm == Rhythm.DAYS_7 and self.weekday:
            return self.next_meeting_after(day - 3 * DAY)
        if not self.rhythm.isdigit() and (self.weekday or self.month_day):
            return self.next_meeting_after(day - NEAREST + DAY)
        return self.next_meeting_after(day)

    def proposed_after(self, day: datetime.date) -> datetime.date:
        """What a sheet of this day proposes: the day moved to, if it is to come; else the rhythm's.

        Needs `with_schedule`.
        """
        is_last = self.reckoned_from is None or self.reckoned_from < day
        if self.moved_because and is_last and day < self.expected_on:
            return self.expected_on
        return self.next_meeting_after(day)

    def _day_in(self, month: datetime.date) -> datetime.date:
        last = last_of(month)
        if self.month_day:
            return min(month + (self.month_day - 1) * DAY, last)
        weekday = self.weekday or Weekday.MONDAY
        if self.rhythm == Rhythm.LAST:
            return last - (last.isoweekday() - weekday) % 7 * DAY
        week = int(self.rhythm.removeprefix("nth")) - 1
        return month + (weekday - month.isoweekday()) % 7 * DAY + week * WEEK


def rhythm_has_its_day() -> models.CheckConstraint:
    """A weekday in weeks, always in a week of the month; a day of the month in months alone."""
    monthly = Q(rhythm=Rhythm.MONTHLY, weekday=None)
    in_a_week = Q(rhythm__in=IN_A_WEEK, weekday__isnull=False, month_day=None)
    every_days = ~Q(rhythm__in=[Rhythm.MONTHLY, *IN_A_WEEK]) & Q(month_day=None)
    return models.CheckConstraint(
        condition=monthly | in_a_week | every_days, name="groups_group_rhythm_has_its_day"
    )
