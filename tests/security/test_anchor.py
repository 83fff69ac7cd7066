"""Bar, row 16: a chain cut or computed anew is found by the heads kept outside the database."""

import csv
import datetime
import hashlib
import io

import pytest
from django.core.management import CommandError, call_command

from finance import ledger
from finance.models import Book
from finance.reports.integrity import ENTRIES, StoredEntry
from tests.conftest import TODAY
from tests.security.tampering import as_superuser, checked, group, superuser, tamper

__all__ = ["group"]  # a fixture
pytestmark = as_superuser


def recompute_chain():
    """Recompute the whole chain over the changed rows, which the database alone cannot show."""
    with superuser() as cursor:
        cursor.execute(ENTRIES, {"groups": None})
        before, sums = b"", {}
        for row in [StoredEntry._make(row) for row in cursor.fetchall()]:
            before = hashlib.sha256(before + row.text().encode()).digest()
            cursor.execute("UPDATE finance_entry SET digest = %s WHERE id = %s", [before, row.pk])
            for book, change in ((row.debit, row.amount), (row.credit, -row.amount)):
                sums[book] = sums.get(book, 0) + change
        cursor.execute(
            "UPDATE finance_chain SET digest = %s, sequence = %s", [before, row.sequence]
        )
        for book, balance in sums.items():
            cursor.execute(
                "UPDATE finance_book SET balance = abs(%s) WHERE id = %s", [balance, book]
            )


@pytest.fixture
def heads(tmp_path):
    return tmp_path / "heads.csv"


def post_one(group):
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    ledger.post(debit=cash, credit=iks, amount=700, date=TODAY, by=group.registered_by)


def test_heads_are_written_a_line_a_group(group, heads):
    call_command("check_ledger", write_heads=heads, stdout=io.StringIO())

    (head,) = csv.DictReader(heads.read_text().splitlines())
    assert head["group"] == str(group.pk)
    assert head["sequence"] == "6"
    assert head["digest"] == group.entries.get(sequence=6).digest.hex()


def test_kept_heads_fit(group, heads):
    call_command("check_ledger", write_heads=heads, stdout=io.StringIO())
    post_one(group)

    call_command("check_ledger", heads=heads, write_heads=heads, stdout=io.StringIO())

    assert len(heads.read_text().splitlines()) == 3


def test_a_recomputed_chain_is_found_and_narrowed(group, heads):
    for _ in range(3):
        call_command("check_ledger", write_heads=heads, stdout=io.StringIO())
        post_one(group)
    tamper("UPDATE finance_entry SET amount = 900 WHERE sequence = 7")
    recompute_chain()
    call_command("check_ledger", stdout=io.StringIO())

    output = checked(heads=heads)

    assert "entries 7 to 7 were changed" in output


def test_a_tail_cut_without_a_trace_is_found(group, heads):
    call_command("check_ledger", write_heads=heads, stdout=io.StringIO())
    tamper("DELETE FROM finance_entry WHERE sequence > 4")
    recompute_chain()
    call_command("check_ledger", stdout=io.StringIO())

    output = checked(heads=heads)

    assert "the end was cut: " in output
    assert "there were 6 entries, now 4" in output


def test_a_group_that_was_wiped_is_found(group, heads):
    heads.write_text(f"{datetime.date(2026, 1, 1)},999,3,{'00' * 32}\n")

    assert "(999): the group is gone" in checked(heads=heads)


def test_a_head_that_cannot_be_read_is_named(group, heads):
    heads.write_text("2026-01-01;999\n")

    with pytest.raises(CommandError, match=r"line 1 of .*heads.csv"):
        call_command("check_ledger", heads=heads, stdout=io.StringIO())
