"""The member's own page: savings as figures, words and banknotes."""

import datetime
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from finance.models import Book, Dispute
from finance.reports.overview import balances
from finance.reports.owed import Owed, owed
from finance.reports.savings import books_of, principal_missing
from finance.reports.statements import BookLine, BookStatement, statement
from foundation.formatting import day, terbilang
from foundation.statements import compiled_once
from groups.models import Group, Membership

BANKNOTES = [100_000, 50_000, 20_000, 10_000, 5_000]
MOVES = 5
DISPUTES = 10


@dataclass(frozen=True)
class SavingsMove:
    """The savings a member paid in, drew or had corrected on one day."""

    what: str
    date: datetime.date
    amount: int

    @property
    def size(self) -> int:
        return abs(self.amount)


@dataclass(frozen=True)
class Notes:
    """A number of banknotes of one denomination."""

    worth: int
    count: int

    @property
    def thousands(self) -> int:
        return self.worth // 1_000

    @property
    def drawn(self) -> int:
        """The number of notes drawn in the picture."""
        return min(self.count, 3)


@dataclass(frozen=True)
class MyBook:
    membership: Membership
    balance: int
    notes: list[Notes]
    rest: int  # below the smallest banknote
    moves: list[SavingsMove]  # newest first
    owed: Owed
    principal_missing: int
    unpaid_months: list[datetime.date]
    group: Group  # annotated by `with_schedule`
    totals: dict[str, int]
    disputes: list[Dispute]

    @property
    def owner(self) -> str:
        return self.membership.person.sex

    def next_meeting(self, today: datetime.date) -> datetime.date | None:
        return self.group.expected_on if self.group.expected_on >= today else None


def memberships_of(user: User) -> list[Membership]:
    """The user's memberships: current first, then latest first; mistakes only if there is none."""
    rows = list(memberships_by_term(user.pk))
    return [row for row in rows if row.reason != Membership.Reason.MISTAKE] or rows[:1]


@compiled_once
def memberships_by_term(user: int) -> QuerySet[Any]:
    rows = Membership.objects.filter(person__user=user).current_first()
    return rows.select_related("group__village", "person")


@compiled_once
def group_with_meetings(group: int) -> QuerySet[Any]:
    return Group.objects.filter(pk=group).with_meetings().select_related("village")


@compiled_once
def latest_disputes(membership: int) -> QuerySet[Any]:
    rows = Dispute.objects.filter(membership=membership)
    return rows.select_related("entry__debit", "entry__credit", "answered_by")[:DISPUTES]


def my_book(membership: Membership, today: datetime.date) -> MyBook:
    shown = statement(books_of(membership))
    notes, rest = as_banknotes(shown.balance)
    dues = owed(membership.group, [membership], today)[membership.pk]
    return MyBook(
        membership=membership,
        balance=shown.balance,
        notes=notes,
        rest=rest,
        moves=moves(shown),
        owed=dues,
        principal_missing=principal_missing(membership, shown.books, today),
        unpaid_months=[cell.month for cell in dues.months if cell.left],
        group=group_with_meetings(membership.group_id)[0],
        totals=totals_of(membership.group_id),
        disputes=latest_disputes(membership.pk),
    )


def as_banknotes(amount: int) -> tuple[list[Notes], int]:
    """The fewest banknotes for the amount, and the rest below the smallest."""
    notes = []
    for worth in BANKNOTES:
        count, amount = divmod(amount, worth)
        if count:
            notes.append(Notes(worth, count))
    return notes, amount


def moves(shown: BookStatement) -> list[SavingsMove]:
    """The latest moves; lines of the same day and type are one move."""
    lines = [line for line in reversed(shown.lines) if line.change]
    alike = groupby(lines, key=lambda line: (line.entry.date, what(line)))
    found = [
        SavingsMove(name, date, sum(line.change for line in lines)) for (date, name), lines in alike
    ]
    return found[:MOVES]


def what(line: BookLine) -> str:
    entry = line.entry
    if entry.is_reversal:
        return _("Corrected")
    if Book.Kind.OPENING in (entry.debit.kind, entry.credit.kind):
        return _("From the old book")
    return _("Saved") if line.change > 0 else _("Took out")


def totals_of(group: int) -> dict[str, int]:
    """The group's total savings, cash and bank, and fund."""
    sums = dict(balances(group))
    return {
        "savings": sum(sums.get(kind, 0) for kind in Book.SAVINGS),
        "cash": sums.get(Book.Kind.CASH, 0) + sums.get(Book.Kind.BANK, 0),
        "iks": sums.get(Book.Kind.IKS, 0),
    }


def spoken(book: MyBook, today: datetime.date) -> str:
    """The text that the page reads aloud."""
    sentences = [
        _("Mother's savings: %(words)s.")
        if book.owner == User.Sex.FEMALE
        else _("Father's savings: %(words)s.")
    ]
    sentences = [sentences[0] % {"words": terbilang(book.balance)}]
    if book.owed.dues_arrears:
        sentences.append(
            _("Dues not paid yet: %(words)s.") % {"words": terbilang(book.owed.dues_arrears)}
        )
    if next_on := book.next_meeting(today):
        sentences.append(_("The next meeting is on %(day)s.") % {"day": day(next_on)})
    return " ".join(sentences)
