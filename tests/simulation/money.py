"""Random acts on a group's money: what the model expects, and the app's action that does it.

A member of a book is the membership's primary key in both.
"""

import datetime
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from finance.actions.admission import admit_member
from finance.actions.corrections import reverse_entry
from finance.actions.members import release_member
from finance.actions.money import (
    give_help,
    move_from_bank,
    move_to_bank,
    pay_in,
    pay_principal,
    record_expense,
    record_income,
    record_interest,
    withdraw_savings,
)
from finance.actions.periods import close_period
from finance.ledger import Posting
from finance.models import Entry
from foundation.months import last_of
from groups.actions.members import NewMember
from groups.models import Group, Membership
from tests.simulation import books
from tests.simulation.books import BANK, CASH, FUND, PRINCIPAL, Book, Books, Row

AMOUNTS = [0, 500, 5_000, 10_000, 25_000, 60_000, 200_000]
DAY = datetime.timedelta(days=1)
MOST = 20  # members of a group


@dataclass
class Attempt:
    """An act: the rows that the model expects, None where it must be refused."""

    name: str
    rows: list[Row] | None
    act: Callable[[], Any]
    then: Callable[[Any, list[Row]], None] = lambda answer, new: None  # changes the model further


@dataclass
class Ledger:
    """One group in the database, beside its model."""

    group: Group
    model: Books
    rng: random.Random
    today: datetime.date
    entries: list[int] = field(default_factory=list)  # primary keys, in the order of `model.rows`

    @property
    def on(self) -> dict[str, Any]:
        return {"today": self.today, "by": self.group.registered_by}

    def day(self) -> datetime.date:
        """Mostly of the last days, at times too early or not yet come."""
        return self.today - self.rng.choice([0, 0, 0, 1, 3, 8, 20, 29, 33, -1]) * DAY

    def amount(self) -> int:
        return self.rng.choice(AMOUNTS)

    def member(self) -> int:
        return self.rng.choice(sorted(self.model.members))

    def expect(self, rows: list[Row], *, date: datetime.date, also: bool = True):
        """These rows, where the day is open and the books hold; else None."""
        rows = [row for row in rows if row.amount]
        allowed = also and bool(rows) and self.model.may_book(date, self.today)
        return rows if allowed and self.model.hold(rows) else None


def membership(pk: int) -> Membership:
    return Membership.objects.select_related("group", "person").get(pk=pk)


def draw(here: Ledger) -> Attempt:
    who, amount, date = here.member(), here.amount(), here.day()
    rows = [Row(date, Book("sukarela", who), CASH, amount, who)]
    also = here.model.members[who].is_one_on(date)
    return Attempt(
        "withdraw_savings",
        here.expect(rows, date=date, also=also),
        lambda: withdraw_savings(membership=membership(who), amount=amount, date=date, **here.on),
    )


def help_out(here: Ledger) -> Attempt:
    who, amount, date = here.member(), here.amount(), here.day()
    also = here.model.members[who].is_one_on(date)
    return Attempt(
        "give_help",
        here.expect([Row(date, FUND, CASH, amount, who)], date=date, also=also),
        lambda: give_help(
            membership=membership(who), amount=amount, date=date, note="sakit", **here.on
        ),
    )


MOVES = {
    move_to_bank: (BANK, CASH, {}),
    move_from_bank: (CASH, BANK, {}),
    record_interest: (BANK, Book("income", name="bank"), {}),
    record_expense: (Book("expense", name="feed"), CASH, {"name": "feed"}),
    record_income: (CASH, Book("income", name="sale"), {"name": "sale"}),
}


def move(here: Ledger) -> Attempt:
    do = here.rng.choice(list(MOVES))
    debit, credit, more = MOVES[do]
    amount, date = here.amount(), here.day()
    return Attempt(
        do.__name__,
        here.expect([Row(date, debit, credit, amount)], date=date),
        lambda: do(group=here.group, amount=amount, date=date, **more, **here.on),
    )


def pay(here: Ledger) -> Attempt:
    """Savings and dues; how savings are divided is the app's to say, their sum is the model's."""
    who, savings, dues, date = here.member(), here.amount(), here.rng.choice([0, 5_000]), here.day()
    member = here.model.members[who]
    rows = [Row(date, CASH, Book("saved", who), savings, who), Row(date, CASH, FUND, dues, who)]
    also = member.is_one_on(date) and not (savings and member.until)
    return Attempt(
        "pay_in",
        here.expect(rows, date=date, also=also),
        lambda: pay_in(
            membership=membership(who), savings=savings, dues=dues, date=date, **here.on
        ),
    )


def pay_pokok(here: Ledger) -> Attempt:
    who, date = here.member(), here.day()
    member, pokok = here.model.members[who], Book("pokok", who)
    missing = PRINCIPAL - here.model.balance(pokok)
    also = member.is_one_on(date) and member.until is None and missing > 0
    return Attempt(
        "pay_principal",
        here.expect([Row(date, CASH, pokok, missing, who)], date=date, also=also),
        lambda: pay_principal(membership=membership(who), date=date, **here.on),
    )


def correct(here: Ledger) -> Attempt | None:
    """Reverse any entry, half of them with another amount in its place."""
    model, today, rng = here.model, here.today, here.rng
    if not model.rows:
        return None
    which = rng.randrange(len(model.rows))
    row, amount = model.rows[which], here.amount()
    is_replaced = rng.random() < 0.5
    right = [Row(today, row.debit, row.credit, amount, row.member)] if is_replaced else []
    allowed = (
        model.may_reverse(row)
        and model.may_book(today, today)
        and (not right or amount not in (0, row.amount))
        and model.hold([row.mirrored(today), *right])
    )

    def act() -> Entry:
        entry = Entry.objects.select_related("debit", "credit", "group").get(pk=here.entries[which])
        typed = [Posting(entry.debit, entry.credit, amount)] if is_replaced else []
        return reverse_entry(entry=entry, right=typed, reason="salah tulis", **here.on)

    def then(reversal: Entry, new: list[Row]) -> None:
        row.is_reversed = True
        for each in new[1:]:
            each.origin = row.origin

    return Attempt("reverse_entry", [row.mirrored(today), *right] if allowed else None, act, then)


def release(here: Ledger) -> Attempt:
    who, date = here.member(), here.day()
    leaving = here.model.leaving(who, date)
    bookable = here.model.may_book(date, here.today)
    allowed = leaving is not None and bookable and here.model.hold(leaving)

    def then(answer: Membership, new: list[Row]) -> None:
        here.model.members[who].until = date

    return Attempt(
        "release_member",
        leaving if allowed else None,
        lambda: release_member(membership=membership(who), reason="moved", date=date, **here.on),
        then,
    )


def admit(here: Ledger) -> Attempt:
    since = here.day()
    name = f"Anggota baru {here.rng.randrange(10**9)}"
    allowed = here.model.begin <= since <= here.today and here.model.count(since) < MOST

    def then(answer: Membership, new: list[Row]) -> None:
        here.model.members[answer.pk] = books.Member(since)

    return Attempt(
        "admit_member",
        [] if allowed else None,
        lambda: admit_member(
            group=here.group, member=NewMember(name=name, sex="P"), since=since, **here.on
        ),
        then,
    )


def close(here: Ledger) -> Attempt:
    model, today = here.model, here.today
    month = (today - here.rng.choice([0, 31, 62, 93]) * DAY).replace(day=1)
    allowed = (
        today >= last_of(month)
        and month >= model.begin.replace(day=1)
        and month not in model.closed
    )
    return Attempt(
        "close_period",
        [] if allowed else None,
        lambda: close_period(group=here.group, month=month, **here.on),
        lambda answer, new: model.closed.add(month),
    )
