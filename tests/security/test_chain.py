"""Bar, row 15: an entry that a superuser edits, deletes, inserts or moves is named."""

import io

from django.core.management import call_command
from django.db import connection

from finance import ledger
from finance.models import Book, Entry
from finance.reports.integrity import ENTRIES, StoredEntry
from tests.factories import GroupFactory
from tests.security.tampering import as_superuser, checked, group, tamper

__all__ = ["group"]  # a fixture
pytestmark = as_superuser


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
