"""check_ledger finds changes that a superuser makes with triggers disabled, and names the row."""

import csv
import datetime
import hashlib
import io
import os
from contextlib import contextmanager

import psycopg2
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from finance import ledger
from finance.models import Book, Entry
from finance.reports.integrity import ENTRIES, StoredEntry
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("DATABASE_URL" in os.environ, reason="needs the server's superuser"),
]


@pytest.fixture
def group():
    """Six entries: five dues and the reversal of the third."""
    group = GroupFactory(name="Sida Makmur")
    member = MembershipFactory(group=group)
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    dues = [
        ledger.Posting(cash, iks, amount, membership=member, note="Rp5|000 – é")
        for amount in (1_000, 2_000, 3_000, 4_000, 5_000)
    ]
    ledger.post_many(dues, group=group, date=TODAY, by=group.registered_by)
    third = group.entries.get(sequence=3)
    ledger.reverse([third], date=TODAY, reason="salah", by=group.registered_by)
    return group


@contextmanager
def superuser():
    """A cursor with triggers disabled."""
    to = connection.get_connection_params() | {"user": "postgres"}
    to.pop("cursor_factory", None)
    door = psycopg2.connect(**{key: to[key] for key in ("host", "user", "dbname")})
    with door, door.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        yield cursor
    door.close()


def tamper(sql, *values):
    with superuser() as cursor:
        cursor.execute(sql, values)


def checked(**options) -> str:
    """The output of the command, which must fail."""
    out = io.StringIO()
    with pytest.raises(CommandError, match="wrong"):
        call_command("check_ledger", stdout=out, **options)
    return out.getvalue()


def test_whole_books_are_whole(group):
    out = io.StringIO()

    call_command("check_ledger", stdout=out)

    assert "1 groups and 6 entries read." in out.getvalue()


def test_python_and_the_database_make_the_same_text(group):
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES, {"groups": [group.pk]})
        ours = [StoredEntry._make(row).text() for row in cursor.fetchall()]
        cursor.execute(
            "SELECT finance_entry_text(id, group_id, sequence, date, debit_id, credit_id, amount,"
            " membership_id, meeting_id, reverses_id, corrects_id, posted_by_id, posted_at, note)"
            " FROM finance_entry ORDER BY sequence"
        )
        theirs = [text for (text,) in cursor.fetchall()]

    assert ours == theirs


def test_whatever_was_altered_the_entry_is_named(group):
    changes = [
        "amount = amount + 1000",
        "date = date - 1",
        "note = note || '!'",
        "membership_id = NULL",
        "posted_at = posted_at + interval '1 microsecond'",
    ]
    for sequence, change in enumerate(changes, 1):
        tamper(f"UPDATE finance_entry SET {change} WHERE sequence = {sequence}")

    output = checked()

    for row in group.entries.filter(sequence__lte=5):
        assert f"entry {row.sequence} (no. {row.pk}) was changed" in output


def test_an_altered_entry_alone_is_named(group):
    tamper("UPDATE finance_entry SET note = 'lain' WHERE sequence = 4")

    assert checked().count("was changed") == 1


def test_a_deleted_entry_is_named(group):
    tamper("DELETE FROM finance_entry WHERE sequence = 2")

    output = checked()

    assert "entry 2 is missing" in output
    assert "was changed" not in output


def test_an_inserted_entry_is_named(group):
    last = Entry.objects.get(sequence=6)

    tamper(
        "INSERT INTO finance_entry SELECT (jsonb_populate_record(e, %s::jsonb)).* "
        "FROM finance_entry e WHERE sequence = 6",
        f'{{"id": {last.pk + 1}, "sequence": 7, "reverses_id": null}}',
    )

    output = checked()
    assert f"entry 7 (no. {last.pk + 1}) was changed: its digest does not fit" in output
    assert "entries 7 to 7 stand behind the head" in output


def test_reordered_entries_are_named(group):
    tamper("UPDATE finance_entry SET sequence = -sequence WHERE sequence IN (2, 4)")
    tamper("UPDATE finance_entry SET sequence = 6 + sequence WHERE sequence < 0")

    output = checked()

    assert "entry 2 (" in output
    assert "entry 4 (" in output


def test_a_cut_tail_is_named(group):
    tamper("DELETE FROM finance_entry WHERE sequence > 4")

    assert "entries 5 to 6 are missing" in checked()


def test_an_altered_balance_is_named(group):
    cash = ledger.book(group, Book.Kind.CASH)

    tamper("UPDATE finance_book SET balance = balance + 500 WHERE id = %s", cash.pk)

    assert f"book {cash.pk} (cash) says 12500, its entries make 12000" in checked()


def test_an_altered_head_is_named(group):
    tamper("UPDATE finance_chain SET digest = sha256('x')")

    assert "the head of the chain is not the digest of entry 6" in checked()


def test_a_reversal_mirrors_its_entry(group):
    tamper("UPDATE finance_entry SET amount = 2500 WHERE sequence = 6")

    assert "entry 6 (" in (output := checked())
    assert "does not mirror the entry it reverses" in output


def test_a_book_of_another_group_is_named(group):
    other = ledger.book(GroupFactory(), Book.Kind.CASH)

    tamper("UPDATE finance_entry SET debit_id = %s WHERE sequence = 5", other.pk)

    output = checked()
    assert f"book {other.pk} is not of this group" in output
    assert f"KUBE Sida Makmur ({group.pk})" in output


def test_an_entry_of_a_group_that_is_gone_is_read(group):
    tamper("UPDATE finance_entry SET group_id = 999 WHERE sequence = 6")

    assert "KUBE  (999): entries 1 to 5 are missing" in checked()


def test_one_group_alone(group):
    other = GroupFactory()
    tamper("UPDATE finance_entry SET amount = 1 WHERE sequence = 1")

    call_command("check_ledger", group=other.pk, stdout=io.StringIO())


# Heads kept outside the database


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
