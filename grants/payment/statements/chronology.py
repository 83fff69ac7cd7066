"""The days of a table: both orders of day and month, settled by balances and period, or asked."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from foundation.formatting import day as day_in_words
from foundation.tables import clean
from foundation.workbooks import Cell
from grants.payment.statements.days import ORDERS, Order, Period, find_period, read_day
from grants.payment.statements.headings import Headings
from grants.payment.statements.lines import Refused
from grants.payment.statements.rows import Row

BACK = datetime.timedelta(days=5)  # a weekend's transaction may be booked later than the next
FAR = datetime.timedelta(days=183)  # from one line to the next; more is another statement
MONTH = datetime.timedelta(days=25)  # day and month exchanged are at least that far off


@dataclass(frozen=True)
class Reading:
    """The days of all rows in one order of day and month, or the row that does not fit."""

    order: Order
    period: Period | None
    days: list[datetime.date]
    wrong: tuple[Row, str] | None = None

    @property
    def span(self) -> datetime.timedelta:
        return max(self.days) - min(self.days)


def read_days(headings: Headings, rows: Sequence[Row], latest: datetime.date | None) -> Reading:
    """The one reading of the days that the period and the order of the rows allow."""
    above = headings.rows[: headings.last_row - 1]
    told = headings.profile.month_first
    orders = [each for each in ORDERS if told is None or each == Order(told)]
    readings = [_reading(above, rows, order, latest) for order in orders]
    right = [reading for reading in readings if not reading.wrong]
    if not right:
        row, why = readings[0].wrong or (rows[0], "")
        raise Refused(why, row.number)
    first, *others = right
    others = [each for each in others if each.days != first.days]
    if others and (first.order.exchanged or any(each.span < first.span for each in others)):
        _refuse_to_guess(rows, first, min(others, key=lambda each: each.span))
    return first


def _reading(
    above: Sequence[list[Cell]], rows: Sequence[Row], order: Order, latest: datetime.date | None
) -> Reading:
    period = find_period(above, order) or find_period(above, Order(not order.month_first))
    days: list[datetime.date] = []
    for row in rows:
        try:
            days.append(read_day(row.day, order, period))
        except ValueError as cause:
            return Reading(order, period, days, (row, str(cause)))
    return Reading(order, period, days, _wrong(rows, days, order, period, latest))


def _wrong(
    rows: Sequence[Row],
    days: list[datetime.date],
    order: Order,
    period: Period | None,
    latest: datetime.date | None,
) -> tuple[Row, str] | None:
    """The first row whose day cannot be, and why."""
    for row, date in zip(rows, days, strict=True):
        if period and not period.has(date):
            words = {
                "day": day_in_words(date),
                "first": day_in_words(period.first),
                "last": day_in_words(period.last),
            }
            return row, _("%(day)s is not in the period %(first)s to %(last)s.") % words
        if latest and date > latest:
            return row, _("A line is of %(day)s. Look at the days.") % {"day": day_in_words(date)}
    if at := _out_of_order(days):
        words = {"day": day_in_words(days[at - 1]), "text": clean(rows[at - 1].day)}
        why = _("%(text)s: %(day)s does not fit among the days around it.") % words
        return rows[at - 1], why
    if period is None and (at := _exchanged(rows, days, order)):
        words = {"day": day_in_words(days[at - 1]), "text": clean(rows[at - 1].day)}
        why = _("%(text)s: %(day)s is far from the others; are day and month exchanged?") % words
        return rows[at - 1], why
    return None


def _out_of_order(days: list[datetime.date]) -> int:
    """The number of the first day that goes back, or is half a year from the one before."""
    broken = _broken_at(days)
    if not broken:
        return 0
    around = [broken - 1, broken, days.index(max(days[: broken + 1]))]
    alone = (at for at in around if not _broken_at([*days[:at], *days[at + 1 :]]))
    return next(alone, broken) + 1  # the one without which the others are in order


def _broken_at(days: list[datetime.date]) -> int:
    """The place of the first day that does not follow those before; 0 if all do."""
    latest = days[0] if days else datetime.date.min
    for at, (one, two) in enumerate(pairwise(days), start=1):
        latest = max(latest, one)
        if two < latest - BACK or two - one > FAR:
            return at
    return 0


def _exchanged(rows: Sequence[Row], days: list[datetime.date], order: Order) -> int:
    """The number of a day far from its neighbours, but not with day and month exchanged."""
    for at, beside in ((0, 1), (len(days) - 1, len(days) - 2)):
        if len(days) < 2 or abs(days[at] - days[beside]) <= MONTH:
            continue
        try:
            other = read_day(rows[at].day, Order(not order.month_first, not order.exchanged))
        except ValueError:
            continue
        nearer = other - days[beside] if at else days[beside] - other
        if other != days[at] and datetime.timedelta() <= nearer <= MONTH:
            return at + 1
    return 0


def _refuse_to_guess(rows: Sequence[Row], one: Reading, other: Reading) -> None:
    at = next(at for at, day in enumerate(one.days) if day != other.days[at])
    words = {
        "text": clean(rows[at].day),
        "one": day_in_words(one.days[at]),
        "other": day_in_words(other.days[at]),
    }
    why = _("%(text)s may be %(one)s or %(other)s. Say how this bank writes the day.") % words
    raise Refused(why, rows[at].number)
