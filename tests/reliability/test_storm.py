"""Bar, row 8: sheets over the same books in any order at once: no deadlock, balances are sums."""

import io
import random
import time

import pytest
from django.core.management import call_command

from finance import ledger
from finance.models import Book, Entry
from groups.models import Group
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import GroupFactory
from tests.full import times

WRITERS, GROUPS = 8, 2


@pytest.mark.django_db(transaction=True)
def test_sheets_in_any_order_do_not_lock_each_other_out(record_property):
    groups = [GroupFactory(members=3) for _ in range(GROUPS)]
    until = time.monotonic() + times(1, 60)

    def write(seed):
        dice, sheets = random.Random(seed), 0
        while time.monotonic() < until or not sheets:
            keep(Group.objects.get(pk=dice.choice(groups).pk), dice)
            sheets += 1
        return sheets

    done = at_once([lambda seed=seed: write(seed) for seed in range(WRITERS)], refused_by=())

    assert Entry.objects.count() == 9 * sum(done)
    call_command("check_ledger", stdout=io.StringIO())
    record_property("sheets", sum(done))
    record_property("deadlocks", 0)


def keep(group: Group, dice: random.Random) -> None:
    """Dues, mandatory and voluntary savings of each member, the books in any order."""
    cash = ledger.book(group, Book.Kind.CASH)
    keys = [
        ledger.BookKey(kind, member)
        for member in group.memberships.all()
        for kind in (Book.Kind.WAJIB, Book.Kind.SUKARELA)
    ]
    dice.shuffle(keys)
    books = ledger.books(group, keys)
    rows = [ledger.Posting(cash, books[key], 1_000, membership=key.membership) for key in keys]
    dues = ledger.book(group, Book.Kind.IKS)
    rows += [ledger.Posting(cash, dues, 500, membership=m) for m in group.memberships.all()]
    dice.shuffle(rows)
    ledger.post_many(rows, group=group, date=TODAY, by=group.registered_by)
