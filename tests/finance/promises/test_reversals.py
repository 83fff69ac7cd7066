"""2: entries are append-only, and reversed at most once."""

import pytest
from django.db import IntegrityError

from accounts.database_roles import as_owner
from finance import ledger
from finance.models import Book
from tests.factories import GroupFactory
from tests.finance.promises.sql import committed, post, refused, refused_post

pytestmark = pytest.mark.django_db
WRITES = [
    "UPDATE finance_entry SET note = 'x'",
    "UPDATE finance_entry SET amount = amount WHERE sequence = 1",
    "DELETE FROM finance_entry WHERE sequence = 3",
    "TRUNCATE finance_entry CASCADE",
]


def test_the_site_changes_no_entry(group):
    for write in WRITES:
        refused(write)
    refused("SELECT * FROM finance_entry FOR UPDATE")


@committed
def test_the_owner_changes_no_entry(group):
    with as_owner():
        for write in WRITES:
            refused(write, match="never changed", error=IntegrityError)


@committed
def test_the_owner_does_not_switch_our_triggers_off_by_a_setting(group):
    with as_owner():
        for write in WRITES:
            refused(
                "SELECT set_config('pgtrigger.ignore', (SELECT '{' || string_agg(tgname, ',')"
                f" || '}}' FROM pg_trigger WHERE NOT tgisinternal), true); {write}",
                match="never changed",
                error=IntegrityError,
            )


def test_a_reversal_swaps_an_original_entry_once(group):
    member = group.memberships.get(number=1).pk
    cash, iks = (ledger.book(group, kind).pk for kind in (Book.Kind.CASH, Book.Kind.IKS))
    first, second, reversal = group.entries.order_by("sequence").values_list("pk", flat=True)
    mirror = {
        "debits": [iks],
        "credits": [cash],
        "amounts": [10_000],
        "memberships": [member],
        "reversed": [first],
        "notes": ["salah"],
    }

    refused_post(group, "swaps the books", **mirror | {"debits": [cash], "credits": [iks]})
    refused_post(group, "swaps the books", **mirror | {"amounts": [9_000]})
    refused_post(group, "swaps the books", **mirror | {"memberships": [None]})
    refused_post(group, "swaps the books", **mirror | {"notes": [""]})
    refused_post(group, "swaps the books", **mirror | {"dates": ["2020-01-01"]})
    refused_post(group, "swaps the books", **mirror | {"reversed": [reversal]})
    refused_post(group, "reverses_id", **mirror | {"reversed": [second], "amounts": [5_000]})
    assert post(group, **mirror)


def test_an_entry_corrects_one_of_its_own_group(group):
    other = GroupFactory()
    ledger.books(other, [ledger.BookKey(kind) for kind in (Book.Kind.CASH, Book.Kind.IKS)])

    refused_post(other, "of one group", corrected=[group.entries.first().pk])
