"""Statements of books: entries with running balances, by keyset pagination.

Running balances are computed backwards from the current balance, so the newest page costs the same
after one year and after twenty.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet, Sum

from finance.models import Book, Entry
from finance.reports.page_entries import entries_of_page, with_remarks
from finance.reports.remarks import remarks
from foundation.statements import compiled_once

PAGE = 50


@dataclass(frozen=True)
class Span:
    """A range of dates, both included; None is unbounded."""

    since: datetime.date | None = None
    until: datetime.date | None = None

    def within(self, entries: QuerySet[Any]) -> QuerySet[Any]:
        if self.since:
            entries = entries.filter(date__gte=self.since)
        return entries.filter(date__lte=self.until) if self.until else entries

    def __bool__(self) -> bool:
        return bool(self.since or self.until)


ALWAYS = Span()


@dataclass(frozen=True)
class Cursor:
    """A pagination cursor: entries are ordered by date, then by sequence."""

    date: datetime.date
    sequence: int

    @classmethod
    def of(cls, entry: Entry) -> "Cursor":
        return cls(entry.date, entry.sequence)

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """Parse 20261110-512 from a URL; returns None if invalid."""
        day, _dash, sequence = text.partition("-")
        try:
            return cls(datetime.datetime.strptime(day, "%Y%m%d").date(), int(sequence))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.date:%Y%m%d}-{self.sequence}"

    @property
    def earlier(self) -> Q:
        return Q(date__lte=self.date) & (Q(date__lt=self.date) | Q(sequence__lt=self.sequence))

    @property
    def later(self) -> Q:
        return Q(date__gte=self.date) & (Q(date__gt=self.date) | Q(sequence__gt=self.sequence))


@dataclass(frozen=True)
class BookLine:
    """An entry, its change of each book of the statement, and their balances after it."""

    entry: Entry
    changes: list[int]
    balances: list[int]

    @property
    def change(self) -> int:
        return sum(self.changes)

    @property
    def balance(self) -> int:
        return sum(self.balances)

    @property
    def remarks(self) -> list[str]:
        return remarks(self.entry)


@dataclass(frozen=True)
class BookStatement:
    books: list[Book]  # with balances of the time of the statement
    opening: list[int]  # of each book, before the first line
    lines: list[BookLine]  # oldest first
    older: Cursor | None = None
    newer: Cursor | None = None

    @property
    def opening_balance(self) -> int:
        return sum(self.opening)

    @property
    def closing(self) -> list[int]:
        return self.lines[-1].balances if self.lines else self.opening

    @property
    def closing_balance(self) -> int:
        return sum(self.closing)

    @property
    def balance(self) -> int:
        return sum(book.balance for book in self.books)


def statement(
    books: Iterable[Book],
    span: Span = ALWAYS,
    *,
    before: Cursor | None = None,
    after: Cursor | None = None,
) -> BookStatement:
    """A page of the books' entries: the newest, or the one before or after a cursor."""
    books = reloaded(books)
    entries = span.within(posted_entries(books))
    if before:
        entries = entries.filter(before.earlier)
    elif after:
        entries = entries.filter(after.later)
    upwards = bool(after and not before)
    found = page_keys(entries, books, upwards=upwards)
    if not found and (before or after):
        return statement(books, span)
    more, pks = len(found) > PAGE, [pk for pk, _date in found[:PAGE]]
    lines = entries_of_page(pks)
    is_newest = not (before or after or span.until)
    opening = opening_of_newest(books, lines) if is_newest else opening_of(books, lines, span)
    return BookStatement(
        books,
        opening,
        list(running_lines(books, opening, lines)),
        older=Cursor.of(lines[0]) if upwards or more else None,
        newer=Cursor.of(lines[-1]) if before or (upwards and more) else None,
    )


def full_statement(
    books: Iterable[Book], span: Span = ALWAYS
) -> tuple[BookStatement, Iterator[BookLine]]:
    """The opening balances and an iterator of all lines, for exports."""
    books = reloaded(books)
    later = Q(date__gte=span.since) if span.since else Q()
    opening = balances_before(books, posted_entries(books).filter(later))
    entries = span.within(posted_entries(books)).filter(Q(debit__in=books) | Q(credit__in=books))
    rows = with_remarks(entries).order_by("date", "sequence").iterator(chunk_size=500)
    return BookStatement(books, opening, []), running_lines(books, opening, rows)


def reloaded(books: Iterable[Book]) -> list[Book]:
    """Reload the books with current balances and the chain's head, in one query."""
    pks = [book.pk for book in books]
    fresh = {book.pk: book for book in books_now(pks)}
    return [fresh[pk] for pk in pks]


@compiled_once
def books_now(pks: list[int]) -> QuerySet[Any]:
    return Book.objects.filter(pk__in=pks).select_related("group__chain", "membership__person")


def posted_entries(books: list[Book]) -> QuerySet[Any]:
    """The group's entries up to the loaded head; later ones are not in the loaded balances."""
    head = getattr(books[0].group, "chain", None) if books else None
    return Entry.objects.filter(sequence__lte=head.sequence if head else 0)


def page_keys(
    entries: QuerySet[Any], books: list[Book], *, upwards: bool = False, size: int = PAGE
) -> list[tuple[int, datetime.date]]:
    """(pk, date) of the first or last entries, up to one more than a page.

    A UNION with a LIMIT for each side of each book uses the indexes; an OR would sort the whole
    history.
    """
    order = ["date", "sequence"] if upwards else ["-date", "-sequence"]
    sides = [
        entries.filter(**{side: book}).order_by(*order)[: size + 1]
        for book in books
        for side in ("debit", "credit")
    ]
    if not sides:
        return []
    first, *others = [side.values_list("pk", "date", "sequence") for side in sides]
    found = first.union(*others).order_by(*order)[: size + 1]
    return [(pk, date) for pk, date, _sequence in found]


def opening_of_newest(books: list[Book], lines: list[Entry]) -> list[int]:
    """The balances before the first line, if the last line is the newest entry."""
    changes = [changes_by(entry, books) for entry in lines]
    return [book.balance - sum(change) for book, *change in zip(books, *changes, strict=True)]


def opening_of(books: list[Book], lines: list[Entry], span: Span) -> list[int]:
    """The balances before the first line, computed from the current ones."""
    if lines:
        since = Cursor.of(lines[0]).later | Q(pk=lines[0].pk)
    else:
        since = Q(date__gt=span.until) if span.until else Q(pk=None)
    return balances_before(books, posted_entries(books).filter(since))


def ends_of(books: list[Book], span: Span) -> tuple[list[int], list[int]]:
    """The balances before the first and after the last day of the span."""
    entries = posted_entries(books)
    starts = [0] * len(books)
    if span.since:
        starts = balances_before(books, entries.filter(date__gte=span.since))
    later = entries.filter(date__gt=span.until) if span.until else entries.none()
    return starts, balances_before(books, later)


def balances_before(books: list[Book], later: QuerySet[Any]) -> list[int]:
    """The current balances less these later entries."""
    debits = later.filter(debit__in=books).values_list("debit").annotate(sum=Sum("amount"))
    credits = later.filter(credit__in=books).values_list("credit").annotate(sum=-Sum("amount"))
    debited = dict.fromkeys((book.pk for book in books), 0)
    for pk, amount in debits.order_by().union(credits.order_by(), all=True):
        debited[pk] += amount
    return [book.balance - signed(book, debited[book.pk]) for book in books]


def running_lines(
    books: list[Book], opening: list[int], entries: Iterable[Entry]
) -> Iterator[BookLine]:
    """Yield a line for each entry, with the balances after it."""
    balances = opening
    for entry in entries:
        changes = changes_by(entry, books)
        balances = [before + change for before, change in zip(balances, changes, strict=True)]
        yield BookLine(entry, changes, balances)


def changes_by(entry: Entry, books: list[Book]) -> list[int]:
    """The change of each book by the entry."""
    return [
        signed(book, entry.amount * ((entry.debit_id == book.pk) - (entry.credit_id == book.pk)))
        for book in books
    ]


def signed(book: Book, debited: int) -> int:
    """The change of the book's balance by a net debit, depending on its side."""
    return debited if book.is_debit_side else -debited
