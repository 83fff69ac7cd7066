"""The money of a meeting sheet: payments in and out, and the books they go to."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import gettext as _

from finance import ledger
from finance.ledger import BookKey, Posting
from finance.models import Book
from finance.reports.owed import Owed
from finance.rules.enough import Held, had_too_little, held_since
from foundation.formatting import respectful, rupiah
from foundation.rules import RuleBroken
from groups.models import Group, Membership

Kind = Book.Kind


@dataclass(frozen=True)
class SheetLine:
    """A member's line of the sheet (whole rupiah).

    `savings` pay the wajib still owed, the rest is sukarela, unless `mandatory` sets the wajib
    part.
    """

    membership: Membership
    attendance: str
    savings: int = 0
    dues: int = 0
    mandatory: int | None = None

    def divided(self, owed: Owed) -> "SheetLine":
        if self.mandatory is not None:
            return self
        return replace(self, mandatory=min(self.savings, owed.savings_owed))

    @property
    def voluntary(self) -> int:
        return self.savings - (self.mandatory or 0)


class Withdrawal(NamedTuple):
    """A payment from a member's voluntary savings (whole rupiah)."""

    membership: Membership
    amount: int


class Help(NamedTuple):
    """A payment from the solidarity fund to a member (whole rupiah)."""

    membership: Membership
    amount: int
    note: str = ""


class Expense(NamedTuple):
    name: str  # of the expense book, such as feed
    amount: int
    note: str = ""


class Income(NamedTuple):
    name: str  # of the income book, such as sale
    amount: int
    note: str = ""


@dataclass(frozen=True)
class SheetMoney:
    """All money of a sheet; `lines` must be `divided` into wajib and sukarela before `postings`."""

    group: Group
    lines: Sequence[SheetLine]
    withdrawals: Sequence[Withdrawal] = ()
    help: Sequence[Help] = ()
    expenses: Sequence[Expense] = ()
    to_bank: int = 0
    incomes: Sequence[Income] = ()
    date: datetime.date | None = None  # which may lie before later entries

    @cached_property
    def taken_in(self) -> int:
        return sum(line.savings + line.dues for line in self.lines) + self.earned

    @property
    def earned(self) -> int:
        return sum(row.amount for row in self.incomes)

    @cached_property
    def paid_out(self) -> int:
        rows: Sequence[Withdrawal | Help | Expense] = (
            *self.withdrawals,
            *self.help,
            *self.expenses,
        )
        return sum(row.amount for row in rows) + self.to_bank

    @property
    def is_whole_box(self) -> bool:
        """If more is paid out than taken in, the money to count is the whole cash box."""
        return self.paid_out > self.taken_in

    @cached_property
    def books(self) -> dict[BookKey, Book]:
        """The books that this sheet posts to, with current balances."""
        wanted = [BookKey(Kind.CASH), BookKey(Kind.IKS)]
        for line in self.lines:
            if line.mandatory:
                wanted.append(BookKey(Kind.WAJIB, line.membership))
            if line.voluntary:
                wanted.append(BookKey(Kind.SUKARELA, line.membership))
        wanted += [BookKey(Kind.SUKARELA, row.membership) for row in self.withdrawals]
        wanted += [BookKey(Kind.EXPENSE, name=row.name) for row in self.expenses]
        wanted += [BookKey(Kind.INCOME, name=row.name) for row in self.incomes]
        if self.to_bank:
            wanted.append(BookKey(Kind.BANK))
        return ledger.books(self.group, wanted)

    def book(self, kind: str, membership: Membership | None = None, name: str = "") -> Book:
        return self.books[BookKey(kind, membership, name)]

    @property
    def booked(self) -> int:
        """The amount that the count should find."""
        return self.booked_with(self._held[self.book(Kind.CASH).pk].then if self.paid_out else 0)

    def booked_with(self, in_the_box: int) -> int:
        """`booked`, given the balance of the cash box before the meeting."""
        return self.taken_in - self.paid_out + (in_the_box if self.is_whole_box else 0)

    @cached_property
    def _held(self) -> dict[int, Held]:
        """What the books that this sheet may pay from hold from its day on."""
        paid_from = [self.book(Kind.CASH), self.book(Kind.IKS)]
        paid_from += [self.book(Kind.SUKARELA, row.membership) for row in self.withdrawals]
        return held_since(paid_from, self.date)

    def require_enough(self) -> None:
        """Refuse payments that exceed a member's savings, the fund or the cash box."""
        if not self.paid_out:
            return
        saved = {line.membership: line.voluntary for line in self.lines}
        for row, (membership, amount) in enumerate(self.withdrawals):
            book = self.book(Kind.SUKARELA, membership)
            words = _(
                "%(person)s has voluntary savings of %(left)s, which alone are drawn. Cannot "
                "withdraw %(amount)s."
            )
            self._require(amount, book, saved[membership], words, field=f"withdrawals-{row}-amount")
            saved[membership] -= amount
        fund, dues = self.book(Kind.IKS), sum(line.dues for line in self.lines)
        words = _("The fund has %(left)s left. Give less help.")
        self._require(sum(row.amount for row in self.help), fund, dues, words, "help-0-amount")
        words = _("There is %(left)s in the cash box. Pay out less.")
        self._require(self.paid_out, self.book(Kind.CASH), self.taken_in, words, "money_out")

    def _require(self, amount: int, book: Book, added: int, words: str, field: str) -> None:
        """Refuse an amount above what the book holds with what this sheet added."""
        held = self._held[book.pk]
        left = held.least + added
        if amount > left:
            of = respectful(book.membership.person) if book.membership else ""
            figures = {"left": rupiah(left), "amount": rupiah(amount), "person": of}
            words = had_too_little(book, held, added) if held.was_less else words % figures
            raise RuleBroken(words, field=field)

    def postings(self) -> Iterator[Posting]:
        """Yield postings in the order of the paper book: each member, income, then payments out."""
        yield from self._of_members()
        cash = self.book(Kind.CASH)
        for name, amount, note in self.incomes:
            yield Posting(cash, self.book(Kind.INCOME, name=name), amount, note=note)
        for membership, amount in self.withdrawals:
            yield Posting(self.book(Kind.SUKARELA, membership), cash, amount, membership)
        for membership, amount, note in self.help:
            yield Posting(self.book(Kind.IKS), cash, amount, membership, note)
        for name, amount, note in self.expenses:
            yield Posting(self.book(Kind.EXPENSE, name=name), cash, amount, note=note)
        if self.to_bank:
            yield Posting(self.book(Kind.BANK), cash, self.to_bank)

    def _of_members(self) -> Iterator[Posting]:
        cash = self.book(Kind.CASH)
        for line in self.lines:
            for kind, of, amount in (
                (Kind.IKS, None, line.dues),
                (Kind.WAJIB, line.membership, line.mandatory),
                (Kind.SUKARELA, line.membership, line.voluntary),
            ):
                if amount:
                    yield Posting(cash, self.book(kind, of), amount, line.membership)
