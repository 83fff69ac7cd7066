"""Days as banks write them, read in every order that is possible."""

import calendar
import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation.months import MONTHS
from foundation.tables import clean

TIME = r"(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?(?: ?[AP]M)?(?: ?(?:WIB|WITA|WIT|Z))?)?"
DAY = re.compile(
    r"'?(?:(?:[A-Za-z]+, *)?)(?:"
    r"(?P<iso>\d{4})[-/.](?P<iso_month>\d{1,2})[-/.](?P<iso_day>\d{1,2})"
    r"|(?P<whole>20\d{6})"
    r"|(?P<one>\d{1,2})[-/. ](?P<two>\d{1,2})(?:[-/. ](?P<year>\d{4}|\d{2}))?"
    r"|(?P<day>\d{1,2})[-/. ]?(?P<name>[A-Za-z]{3,9})[-/. ,]*(?P<name_year>\d{4}|\d{2})?"
    rf"){TIME}",
    re.IGNORECASE,
)
SERIALS = range(36_526, 73_051)  # days of 2000 to 2099 as Excel counts them
START_OF_EXCEL = datetime.date(1899, 12, 30)


@dataclass(frozen=True)
class Order:
    """How days are written: the month first, or days of Excel with month and day exchanged."""

    month_first: bool = False
    exchanged: bool = False


ORDERS = [Order(first, exchanged) for exchanged in (False, True) for first in (False, True)]


@dataclass(frozen=True)
class Period:
    first: datetime.date
    last: datetime.date

    def has(self, date: datetime.date) -> bool:
        return self.first <= date <= self.last


def read_day(cell: object, order: Order = ORDERS[0], period: Period | None = None) -> datetime.date:
    """The day in a cell; raises ValueError if it is none in this order."""
    if isinstance(cell, datetime.date):
        date = cell.date() if isinstance(cell, datetime.datetime) else cell
        return date.replace(month=date.day, day=date.month) if order.exchanged else date
    if isinstance(cell, float | int) and cell in SERIALS:
        return START_OF_EXCEL + datetime.timedelta(days=int(cell))
    text = clean(cell)
    match = DAY.fullmatch(text)
    try:
        if match is None:
            raise ValueError
        return _of_match(match, order, period)
    except (ValueError, KeyError) as cause:
        raise ValueError(
            _("“%(text)s” is no day. Write 24/11/2026.") % {"text": text[:30]}
        ) from cause


def _of_match(match: re.Match[str], order: Order, period: Period | None) -> datetime.date:
    if match["iso"]:
        return datetime.date(int(match["iso"]), int(match["iso_month"]), int(match["iso_day"]))
    if whole := match["whole"]:
        return datetime.date(int(whole[:4]), int(whole[4:6]), int(whole[6:]))
    if match["name"]:
        day, month, year = match["day"], MONTHS[match["name"].lower()], match["name_year"]
    else:
        one, two, year = match["one"], match["two"], match["year"]
        day, month = (two, int(one)) if order.month_first else (one, int(two))
    if year:
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    return _in_period(month, int(day), period)


def _in_period(month: int, day: int, period: Period | None) -> datetime.date:
    """A day without a year, which the period gives."""
    if period is None:
        raise ValueError
    for year in range(period.first.year, period.last.year + 1):
        try:
            date = datetime.date(year, month, day)
        except ValueError:
            continue  # 29 February of another year
        if period.has(date):
            return date
    raise ValueError


IN_TEXT = re.compile(
    r"\b(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|"
    r"\d{1,2}[ -][A-Za-z]{3,9}[ -,]*\d{4})(?!\d)"
)
OF_MONTH = re.compile(r"\b([A-Za-z]{3,9})[ -,/]*(20\d{2})\b")
PERIOD = re.compile(r"\b(periode?|period|bulan|month)\b", re.IGNORECASE)
FROM = re.compile(r"\b(dari|mulai|from|start|awal|sejak)\b", re.IGNORECASE)
UNTIL = re.compile(r"\b(sampai|hingga|to|end|akhir|until|s/d|s\.d\.?)\b", re.IGNORECASE)


def find_period(rows: Sequence[Sequence[object]], order: Order) -> Period | None:
    """The period that the rows above a table name, read in this order of day and month."""
    first = last = None
    for row in rows:
        text = " ".join(_shown(cell) for cell in row)
        days = _days_in(text, order)
        if len(days) == 2 and days[0] <= days[1]:
            return Period(*days)
        if PERIOD.search(text) and not days and (month := _month_in(text)):
            return month
        if len(days) == 1 and FROM.search(text):
            first = days[0]
        elif len(days) == 1 and UNTIL.search(text):
            last = days[0]
    return Period(first, last) if first and last and first <= last else None


def _shown(cell: object) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, datetime.date) else clean(cell)


def _days_in(text: str, order: Order) -> list[datetime.date]:
    days = []
    for word in IN_TEXT.findall(text):
        try:
            days.append(read_day(word, Order(order.month_first)))
        except ValueError:
            return []
    return days


def _month_in(text: str) -> Period | None:
    for name, year in OF_MONTH.findall(text):
        if month := MONTHS.get(name.lower()):
            last = calendar.monthrange(int(year), month)[1]
            return Period(datetime.date(int(year), month, 1), datetime.date(int(year), month, last))
    return None
