"""Groups that meet, save and spend at random, compared with their model after each act."""

import datetime
import io
import random
from collections import Counter

from django.core.management import call_command
from django.db import connection

from finance.models import Entry
from foundation.rules import RuleBroken
from groups.models import Meeting, Membership, Office
from tests.conftest import TODAY
from tests.factories import GroupFactory, OfficeFactory
from tests.simulation import books
from tests.simulation.books import Book, Books, Row
from tests.simulation.faults import GONE, cut
from tests.simulation.meetings import cancel, count, meet
from tests.simulation.money import (
    DAY,
    Attempt,
    Ledger,
    admit,
    close,
    correct,
    draw,
    help_out,
    move,
    pay,
    pay_pokok,
    release,
)

CUT = 0.05  # of all acts
ACTS = [meet, meet, meet, pay, pay, pay_pokok, draw, draw, help_out, move, move, move, count]
ACTS += [cancel, correct, correct, correct, release, admit, close]


def a_group(rng: random.Random, today: datetime.date) -> Ledger:
    """Three members, of whom the first holds the box."""
    group = GroupFactory(members=3, formed_on=today)
    group.memberships.update(since=today)
    members = {pk: books.Member(today) for pk in group.memberships.values_list("pk", flat=True)}
    treasurer = group.memberships.in_book_order().first()
    OfficeFactory(membership=treasurer, post=Office.Post.TREASURER, since=today)
    members[treasurer.pk].holds_the_box = True
    return Ledger(group, Books(begin=today, members=members), rng, today)


def live(seed: int, acts: int) -> Counter[str]:
    """Let a group live for that many acts, its last day today; count what was accepted."""
    rng = random.Random(seed)
    here = a_group(rng, TODAY - acts * DAY)
    done: Counter[str] = Counter()
    for number in range(acts):
        here.today = TODAY - (acts - number - 1) * DAY
        act = rng.choice(ACTS)(here)
        if act is None:
            continue
        try:
            done[do(here, act)] += 1
        except AssertionError as error:
            raise AssertionError(f"seed {seed}, act {number}: {act.name}: {error}") from error
    all_is_as_expected(here)
    return done


def do(here: Ledger, act: Attempt) -> str:
    """Act, compare, and count it by what became of it."""
    try:
        if here.rng.random() < CUT:
            with cut(here.rng):
                answer = act.act()
        else:
            answer = act.act()
    except RuleBroken as refusal:
        if act.rows is not None:
            raise AssertionError(f"refused: {refusal}") from refusal
        nothing_is_new(here)
        return f"{act.name} refused"
    except GONE:
        connection.close()
        nothing_is_new(here)
        return "cut"
    assert act.rows is not None, "accepted"
    act.then(answer, take_over(here, act.rows))
    return act.name


def nothing_is_new(here: Ledger) -> None:
    assert new_entries(here) == [], "something was written"


def new_entries(here: Ledger) -> list[Entry]:
    rows = Entry.objects.filter(group=here.group, sequence__gt=len(here.entries))
    return list(rows.select_related("debit", "credit").order_by("sequence"))


def take_over(here: Ledger, expected: list[Row]) -> list[Row]:
    """Compare what was posted with what the model expects, and keep it in the model."""
    entries = new_entries(here)
    rows = [as_row(entry) for entry in entries]
    assert summed(rows) == summed(expected), f"posted {rows}, expected {expected}"
    for row, entry in zip(rows, entries, strict=True):
        row.origin = "reversal" if entry.reverses_id else ""
    here.entries += [entry.pk for entry in entries]
    here.model.rows += rows
    return rows


def as_row(entry: Entry) -> Row:
    debit, credit = (
        Book(book.kind, book.membership_id, book.name) for book in (entry.debit, entry.credit)
    )
    return Row(entry.date, debit, credit, entry.amount, entry.membership_id)


def summed(rows: list[Row]) -> Counter[tuple]:
    """By day, books and member; mandatory and voluntary savings that come in are one."""
    sums: Counter[tuple] = Counter()
    for row in rows:
        credit = row.credit
        if row.debit == books.CASH and credit.kind in ("saved", "wajib", "sukarela"):
            credit = Book("saved", credit.member)
        sums[row.date, row.debit, credit, row.member] += row.amount
    return sums


def all_is_as_expected(here: Ledger) -> None:
    """Balances, members, meetings and months as in the model; the chain and all else by proof."""
    held = {
        Book(book.kind, book.membership_id, book.name): book.balance
        for book in here.group.books.all()
    }
    assert held == {book: here.model.balance(book) for book in held}
    assert sum(row.amount for row in here.model.rows) == sum(
        here.group.entries.values_list("amount", flat=True)
    )
    members = Membership.objects.filter(group=here.group).values_list("pk", "since", "until")
    assert {pk: (since, until) for pk, since, until in members} == {
        pk: (member.since, member.until) for pk, member in here.model.members.items()
    }
    met = Meeting.objects.filter(group=here.group).values_list("pk", "cancelled_at")
    assert {pk: at is not None for pk, at in met} == {
        pk: meeting.is_cancelled for pk, meeting in here.model.meetings.items()
    }
    assert set(here.group.periods.values_list("month", flat=True)) == here.model.closed
    call_command("check_ledger", group=here.group.pk, stdout=io.StringIO())
