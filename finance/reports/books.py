"""All books of a group by side and kind, with the totals of both sides."""

from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from finance.models import Book
from finance.models.books import BookKind
from finance.reports.statements import ALWAYS, Span, ends_of, reloaded
from groups.models import Group


@dataclass(frozen=True)
class BookBalance:
    book: Book
    balance: int  # on the last day of the span
    change: int  # within the span

    @property
    def number(self) -> int:
        return self.book.membership.number if self.book.membership else 0

    @property
    def member(self) -> str:
        return self.book.membership.person.name if self.book.membership else ""


@dataclass(frozen=True)
class BooksOfKind:
    """The books of one kind, such as the wajib books of all members."""

    kind: BookKind
    rows: list[BookBalance]

    @property
    def balance(self) -> int:
        return sum(row.balance for row in self.rows)

    @property
    def change(self) -> int:
        return sum(row.change for row in self.rows)

    @property
    def is_of_members(self) -> bool:
        return self.kind in Book.OF_A_MEMBER


@dataclass(frozen=True)
class Side:
    kinds: list[BooksOfKind]

    @property
    def balance(self) -> int:
        return sum(kind.balance for kind in self.kinds)


@dataclass(frozen=True)
class Shelf:
    debit: Side  # assets and expenses: cash, bank, loans, herd, …
    credit: Side  # liabilities, equity, income: savings, fund, grant, …

    @property
    def is_balanced(self) -> bool:
        return self.debit.balance == self.credit.balance


def shelf(group: Group, span: Span = ALWAYS) -> Shelf:
    """All books of a group, with balances on the last day of the span."""
    books = reloaded(group.books.all())
    starts, ends = ends_of(books, span)
    rows = [
        BookBalance(book, end, end - start)
        for book, end, start in zip(books, ends, starts, strict=True)
    ]
    order = list(Book.Kind)
    rows.sort(key=lambda row: (order.index(Book.Kind(row.book.kind)), row.number, row.book.label))
    kinds = [
        BooksOfKind(Book.Kind(kind), list(same))
        for kind, same in groupby(rows, attrgetter("book.kind"))
    ]
    return Shelf(
        Side([kind for kind in kinds if kind.kind in Book.DEBIT_SIDE]),
        Side([kind for kind in kinds if kind.kind not in Book.DEBIT_SIDE]),
    )
