"""Birth dates as offices write them; whether day or month stands first is told by the file.

A way of writing (with strokes, with hyphens, days of Excel …) has one order in a file: that of its
dates that can be read in one order alone, and of those whose NIK says the day. Where a way of
writing has both orders, each NIK decides for its person; what nothing decides is told as a flaw.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.months import MONTHS
from foundation.workbooks import Cell
from groups.registers.reading.cells import digits, is_name, said

OLDEST = 1900
SERIALS = range(366, 60_000)  # days of Excel, 1901 to 2064
YEARS = range(OLDEST, 2100)  # a number alone that is a year tells no day
START_OF_EXCEL = datetime.date(1899, 12, 30)
SURE = 0.9  # share of the votes that makes an order the file's
TIME = r"(?:[ T]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[AP]M)?)?"
PARTS = re.compile(
    r"(?:[A-Za-z]+, *)?(?:"
    rf"(?P<year>\d{{4}})(?P<iso>[-/. ])(?P<month>\d{{1,2}})[-/. ](?P<day>\d{{1,2}}){TIME}"
    r"|(?P<one>\d{1,2}) ?(?P<sign>[-/.\\|, ]) ?(?P<two>\d{1,2}) ?[-/.\\|, ] ?"
    rf"(?P<last>\d{{4}}|\d{{2}}){TIME}"
    r"|(?P<whole>\d{8})"
    r"|(?P<named>\d{1,2})[-/. ]*(?P<name>[A-Za-z]{3,9})\.?[-/., ]*(?P<of>\d{4}|\d{2})"
    r"|(?P<name_first>[A-Za-z]{3,9})\.? (?P<named_day>\d{1,2}),? (?P<of_year>\d{4})"
    r")",
    re.IGNORECASE,
)


class NoDay(ValueError):
    """A text that is no day, or one that does not exist."""


@dataclass(frozen=True)
class Written:
    """A day by a way of writing it: read with the day first, and the other way round."""

    style: str
    first: datetime.date | None
    other: datetime.date | None = None

    @property
    def unsure(self) -> bool:
        return None not in (self.first, self.other) and self.first != self.other


def read_day(cell: Cell, today: datetime.date) -> Written | None:
    """How a cell can be read; None where it is empty; raises NoDay."""
    if isinstance(cell, datetime.date):
        date = cell.date() if isinstance(cell, datetime.datetime) else cell
        return _both("cell", date.year, date.month, date.day, today)
    text = said(cell)
    if not text or not (digits(text).strip("0") or is_name(text)):
        return None
    if text.isdigit() and int(text) in SERIALS and int(text) not in YEARS:
        return _sure("serial", START_OF_EXCEL + datetime.timedelta(days=int(text)), today)
    found = PARTS.fullmatch(text)
    if found is None:
        raise NoDay
    return _of_parts(found, today)


def _of_parts(found: re.Match[str], today: datetime.date) -> Written:
    if found["year"]:
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        return _both(f"iso{found['iso']}", year, month, day, today)
    if found["one"]:
        year = _century(found["last"], today)
        return _both(found["sign"], year, int(found["two"]), int(found["one"]), today)
    if text := found["whole"]:
        return _eight(text, today)
    name = found["name"] or found["name_first"]
    year = _century(found["of"] or found["of_year"], today)
    month = MONTHS.get(name.lower(), 0)
    date = _day(year, month, int(found["named"] or found["named_day"]), today)
    if date is None:
        raise NoDay
    return Written("name", date)


def _eight(text: str, today: datetime.date) -> Written:
    """04091981 or 19810904: no text is a day both ways, as no month is 19 or 20."""
    try:
        return _both("dmy", int(text[4:]), int(text[2:4]), int(text[:2]), today)
    except NoDay:
        return _both("ymd", int(text[:4]), int(text[4:6]), int(text[6:]), today)


def _century(year: str, today: datetime.date) -> int:
    if len(year) == 4:
        return int(year)
    return int(year) + (2000 if int(year) <= today.year % 100 else 1900)


def _both(style: str, year: int, month: int, day: int, today: datetime.date) -> Written:
    first, other = _day(year, month, day, today), _day(year, day, month, today)
    if first is None and other is None:
        raise NoDay
    return Written(style, first, other)


def _sure(style: str, date: datetime.date, today: datetime.date) -> Written:
    return _both(style, date.year, date.month, date.day, today)


def _day(year: int, month: int, day: int, today: datetime.date) -> datetime.date | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return date if date.year >= OLDEST and date <= today else None


def day_of_nik(nik: str) -> tuple[int, int, int] | None:
    """Day, month and year of the century of a whole NIK (domain.md §9)."""
    if len(nik) != 16:
        return None
    return int(nik[6:8]) % 40, int(nik[8:10]), int(nik[10:12])


def agrees(date: datetime.date | None, nik: str) -> bool:
    return date is not None and day_of_nik(nik) == (date.day, date.month, date.year % 100)


AS_WRITTEN = ("cell", "serial", "iso", "ymd")  # read with the day in its place unless told else


class Orders:
    """The order of day and month of each way of writing in a file."""

    def __init__(self, days: Iterable[tuple[Written, str]]):
        self.votes: dict[str, Counter[bool]] = {}
        for day, nik in days:
            if day.first != day.other and (vote := _vote(day, nik)) is not None:
                self.votes.setdefault(day.style, Counter())[vote] += 1

    def settle(self, day: Written, nik: str) -> tuple[datetime.date | None, bool]:
        """The date, and whether it is sure; None where it does not exist in the file's order."""
        told = self._day_first(day.style)
        if not day.unsure or day.first == day.other:
            only = day.first or day.other
            against = told is not None and told != (day.first is not None)
            return (None, True) if against and not agrees(only, nik) else (only, True)
        if told is not None:
            return (day.first if told else day.other), True
        if agrees(day.other, nik) and not agrees(day.first, nik):
            return day.other, True
        voted = bool(self.votes.get(day.style))
        sure = agrees(day.first, nik) or (day.style.startswith(AS_WRITTEN) and not voted)
        return day.first, sure

    def _day_first(self, style: str) -> bool | None:
        """None where a way of writing, and all texts where it is silent, tell no one order."""
        votes = self.votes.get(style)
        if votes is None and not style.startswith(AS_WRITTEN):
            texts = [each for name, each in self.votes.items() if not name.startswith(AS_WRITTEN)]
            votes = sum(texts, Counter())
        if not votes:
            return None
        for day_first in (True, False):
            if votes[day_first] >= votes.total() * SURE:
                return day_first
        return None


def _vote(day: Written, nik: str) -> bool | None:
    """Whether the day stands first; None where nothing tells."""
    if not day.unsure:
        return day.first is not None
    first, other = agrees(day.first, nik), agrees(day.other, nik)
    return first if first != other else None
