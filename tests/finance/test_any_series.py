"""Property test: any series of acts, also concurrent, keeps books balanced and not negative."""

import datetime
import io
import random
import threading
from contextlib import suppress
from itertools import accumulate

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.actions.corrections import reverse_entry
from finance.actions.meetings import cancel_meeting, record_meeting
from finance.actions.money import give_help, move_to_bank, withdraw_savings
from finance.actions.sheets import SheetLine
from finance.ledger import Posting
from finance.models import Book, Entry
from foundation.rules import RuleBroken
from groups.models import Attendance, Group
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.full import examples

MONEY = {
    "withdrawal": lambda m, n, **on: withdraw_savings(membership=m, amount=n, **on),
    "help": lambda m, n, **on: give_help(membership=m, amount=n, note="sakit", **on),
    "bank": lambda m, n, **on: move_to_bank(group=m.group, amount=n, **on),
}
ACTS = ["meeting", "correct", "cancel", *MONEY]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTS), st.integers(0, 50), st.sampled_from([1_000, 5_000, 40_000, 300_000])
    ),
    min_size=3,
    max_size=9,
)


def do(group: Group, act: str, which: int, amount: int) -> None:
    """Run one act; a refused one must leave no rows."""
    members = list(group.memberships.in_book_order())
    entries = list(group.entries.select_related("debit", "credit").order_by("sequence"))
    with suppress(RuleBroken):
        if act == "meeting":
            meet(group, members, which, amount)
        elif act in MONEY:
            on = {"date": some_day(which), "today": TODAY, "by": group.registered_by}
            MONEY[act](members[which % len(members)], amount, **on)
        elif act == "cancel" and (meeting := group.meetings.held().first()):
            cancel_meeting(meeting=meeting, reason="salah", today=TODAY, by=group.registered_by)
        elif act == "correct" and entries:
            entry = entries[which % len(entries)]
            right = [Posting(entry.debit, entry.credit, amount)] if which % 2 else []
            reverse_entry(
                entry=entry, right=right, reason="salah", today=TODAY, by=group.registered_by
            )


def some_day(which: int) -> datetime.date:
    """Today or one of the 24 days before it: acts are recorded in any order of days."""
    return TODAY - datetime.timedelta(days=which % 25)


def meet(group: Group, members: list, which: int, amount: int) -> None:
    lines = [SheetLine(member, Attendance.Kind.PRESENT, amount, 5_000) for member in members]
    booked = sum(line.savings + line.dues for line in lines)
    record_meeting(
        group=group,
        date=some_day(which),
        lines=lines,
        counted=booked - (which % 3) * 500,
        reason="kurang",
        today=TODAY,
        by=group.registered_by,
    )


def books_hold(group: Group) -> None:
    books = group.books.all()
    sides = {True: 0, False: 0}
    for book in books:
        sides[book.is_debit_side] += book.balance
        changes = Entry.objects.touching(book).values_list("date").annotate(Sum("change"))
        left = accumulate(change for _date, change in changes.order_by("date"))
        assert book.kind not in Book.NEVER_NEGATIVE or min(left, default=0) >= 0
    assert sides[True] == sides[False]
    saved = books.savings().aggregate(total=Sum("balance"))["total"] or 0
    into = group.entries.filter(credit__kind__in=Book.SAVINGS).aggregate(n=Sum("amount"))["n"] or 0
    out = group.entries.filter(debit__kind__in=Book.SAVINGS).aggregate(n=Sum("amount"))["n"] or 0
    assert saved == into - out
    call_command("check_ledger", group=group.pk, stdout=io.StringIO())


@pytest.mark.django_db
@settings(
    max_examples=examples(8, 20),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_any_series_leaves_the_books_whole(steps):
    group = GroupFactory(members=3)

    for step in steps:
        do(group, *step)

    books_hold(group)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", [1, 2])
def test_any_series_at_once_leaves_the_books_whole(seed):
    group = GroupFactory(members=3)
    broken = []

    def work(number):
        rng = random.Random(f"{seed} {number}")
        try:
            for _ in range(8):
                act = rng.choice(ACTS)
                do(Group.objects.get(pk=group.pk), act, rng.randint(0, 50), 1_000)
        except Exception as error:
            broken.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[number]) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not broken
    assert Entry.objects.filter(group=group).exists()
    books_hold(group)
