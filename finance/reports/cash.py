"""The cash book by day: money in, money out and balance."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Count, Min, Q, Sum

from finance.models import Book, Entry
from finance.reports.statements import (
    ALWAYS,
    Cursor,
    Span,
    opening_of,
    page_keys,
    posted_entries,
    reloaded,
)

ENTRIES = 250  # about seven meetings of ten members; grouped by day and kind about 50 rows
PAIR = ("debit__kind", "debit__name", "credit__kind", "credit__name")
ONE_DAY = datetime.timedelta(days=1)
LAST = 2**62  # sorts after every sequence of a day


@dataclass(frozen=True)
class KindOfDay:
    """The entries of one type on one day: dues, savings, help, …"""

    label: str
    count: int
    came_in: int
    went_out: int


@dataclass(frozen=True)
class Day:
    date: datetime.date
    before: int
    kinds: list[KindOfDay]

    @property
    def came_in(self) -> int:
        return sum(kind.came_in for kind in self.kinds)

    @property
    def went_out(self) -> int:
        return sum(kind.went_out for kind in self.kinds)

    @property
    def left(self) -> int:
        return self.before + self.came_in - self.went_out


@dataclass(frozen=True)
class CashBook:
    book: Book
    opening: int
    days: list[Day]  # oldest first
    older: Cursor | None = None
    newer: Cursor | None = None

    @property
    def came_in(self) -> int:
        return sum(day.came_in for day in self.days)

    @property
    def went_out(self) -> int:
        return sum(day.went_out for day in self.days)

    @property
    def left(self) -> int:
        return self.days[-1].left if self.days else self.opening


def cash_book(
    book: Book, span: Span = ALWAYS, *, before: Cursor | None = None, after: Cursor | None = None
) -> CashBook:
    """A page of whole days, about `ENTRIES` entries: the newest, or before or after a cursor."""
    (book,) = reloaded([book])
    every = span.within(posted_entries([book]))
    if before:
        found = page_keys(every.filter(before.earlier), [book], size=ENTRIES)
    elif after:
        found = page_keys(every.filter(after.later), [book], upwards=True, size=ENTRIES)
    else:
        found = page_keys(every, [book], size=ENTRIES)
    if not found:
        empty = CashBook(book, opening_of([book], [], span)[0], [])
        return cash_book(book, span) if before or after else empty
    dates = [date for _pk, date in found[:ENTRIES]]
    is_newest = not (before or after or span.until)
    days = days_of(book, Span(min(dates), max(dates)), is_newest=is_newest)
    older, newer = Cursor(days[0].date, 0), Cursor(days[-1].date, LAST)
    return CashBook(
        book,
        days[0].before,
        days,
        older=older if page_keys(every.filter(older.earlier), [book], size=0) else None,
        newer=None
        if is_newest or not page_keys(every.filter(newer.later), [book], size=0)
        else newer,
    )


def days_of(book: Book, span: Span, *, is_newest: bool) -> list[Day]:
    """The days of the span that have entries, summed by the database."""
    rows = list(
        span.within(posted_entries([book]))
        .filter(Q(debit=book) | Q(credit=book))
        .annotate(is_reversal=Q(reverses__isnull=False))
        .values("date", "is_reversal", *PAIR)
        .annotate(first=Min("sequence"), count=Count("pk"), sum=Sum("amount"))
        .order_by("date", "first")
    )
    assert span.since is not None  # the pages of the cash book have a first day
    by_day = [
        (date, [_kind(book, row) for row in kinds])
        for date, kinds in groupby(rows, key=itemgetter("date"))
    ]
    if is_newest:
        held = book.balance - sum(
            kind.came_in - kind.went_out for _date, kinds in by_day for kind in kinds
        )
    else:
        held = opening_of([book], [], Span(until=span.since - ONE_DAY))[0]
    days = []
    for date, kinds in by_day:
        days.append(Day(date, held, kinds))
        held = days[-1].left
    return days


def _kind(book: Book, row: dict[str, Any]) -> KindOfDay:
    came_in = row["debit__kind"] == book.kind
    return KindOfDay(
        label=label_of(row),
        count=row["count"],
        came_in=row["sum"] if came_in else 0,
        went_out=0 if came_in else row["sum"],
    )


def label_of(row: dict[str, Any]) -> str:
    """The label of an entry of this type (`Entry.label`)."""
    return Entry(
        debit=Book(kind=row["debit__kind"], name=row["debit__name"]),
        credit=Book(kind=row["credit__kind"], name=row["credit__name"]),
        reverses_id=row["is_reversal"] or None,
    ).label
