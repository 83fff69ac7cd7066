"""A group's books in plain Python: lists of rows, added up anew for each question (whole rupiah).

Books are named by kind, member and name, as ("sukarela", 3, ""). domain.md §5 has the rules.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

Day = datetime.date
DAYS_LATE = 30
PRINCIPAL = 50_000
RISES_BY_DEBIT = {"cash", "bank", "expense"}
NEVER_NEGATIVE = {"cash", "bank", "pokok", "wajib", "sukarela", "iks"}
SAVINGS = ("pokok", "wajib", "sukarela")


class Book(NamedTuple):
    kind: str
    member: int | None = None
    name: str = ""


CASH, BANK, FUND = Book("cash"), Book("bank"), Book("iks")


@dataclass
class Row:
    """An entry. `origin` is "meeting 3" of a sheet, "reversal" or empty."""

    date: Day
    debit: Book
    credit: Book
    amount: int
    member: int | None = None
    origin: str = ""
    is_reversed: bool = False

    def change_of(self, book: Book) -> int:
        sign = (self.debit == book) - (self.credit == book)
        return sign * self.amount * (1 if book.kind in RISES_BY_DEBIT else -1)

    @property
    def is_found(self) -> bool:
        """Whether it is the difference of a count."""
        return {self.debit.name, self.credit.name} & {"cash_over", "cash_short"} != set()

    @property
    def sheet(self) -> int | None:
        """The meeting that the row, or the one it replaces, was recorded with."""
        number = self.origin.removeprefix("meeting ")
        return int(number) if number.isdigit() else None

    @property
    def members(self) -> set[int]:
        return {each for each in (self.member, self.debit.member, self.credit.member) if each}

    def mirrored(self, date: Day) -> "Row":
        return Row(date, self.credit, self.debit, self.amount, self.member, "reversal")


@dataclass
class Member:
    since: Day
    until: Day | None = None
    holds_the_box: bool = False

    def is_one_on(self, date: Day) -> bool:
        return self.since <= date and (self.until is None or date < self.until)


@dataclass
class Meeting:
    date: Day
    present: set[int]
    is_cancelled: bool = False


@dataclass
class Books:
    begin: Day
    members: dict[int, Member]
    rows: list[Row] = field(default_factory=list)
    meetings: dict[int, Meeting] = field(default_factory=dict)
    closed: set[Day] = field(default_factory=set)  # first days of months

    def balance(self, book: Book, on: Day = Day.max) -> int:
        return sum(row.change_of(book) for row in self.rows if row.date <= on)

    def hold(self, added: list[Row]) -> bool:
        """Whether no book that must not is negative at the end of any day, with these rows."""
        rows = [*self.rows, *added]
        changed = {book for row in added for book in (row.debit, row.credit)}
        for book in changed:
            if book.kind not in NEVER_NEGATIVE:
                continue
            days: Counter[Day] = Counter()
            for row in rows:
                days[row.date] += row.change_of(book)
            left = 0
            for day in sorted(days):
                left += days[day]
                if left < 0:
                    return False
        return True

    def may_book(self, date: Day, today: Day) -> bool:
        soon_enough = today - datetime.timedelta(days=DAYS_LATE) <= date <= today
        return soon_enough and date >= self.begin and date.replace(day=1) not in self.closed

    def count(self, since: Day) -> int:
        """Members on that day or later."""
        return sum(each.until is None or each.until > since for each in self.members.values())

    def has_met(self, date: Day) -> bool:
        return any(m.date == date and not m.is_cancelled for m in self.meetings.values())

    def may_reverse(self, row: Row) -> bool:
        saved = {row.debit.kind, row.credit.kind} & set(SAVINGS)
        left = any(self.members[each].until for each in row.members)
        finished = bool(saved) and left
        return (
            row.origin != "reversal" and not row.is_found and not row.is_reversed and not finished
        )

    def leaving(self, member: int, date: Day) -> list[Row] | None:
        """The rows that pay out a member's savings on that day; nothing where it cannot be."""
        row = self.members[member]
        stands_later = any(
            each.date > date and member in each.present and not each.is_cancelled
            for each in self.meetings.values()
        )
        booked_later = any(each.date > date and member in each.members for each in self.rows)
        if not row.is_one_on(date) or row.until or stands_later or booked_later:
            return None
        books = [Book(kind, member) for kind in SAVINGS]
        return [
            Row(date, book, CASH, left, member) for book in books if (left := self.balance(book))
        ]
