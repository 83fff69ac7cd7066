"""5: the sequence has no gap, and each digest includes the previous one."""

import pytest
from django.db import IntegrityError

from accounts.database_roles import as_owner
from tests.finance.promises.sql import committed, post, refused, refused_post

pytestmark = pytest.mark.django_db


def test_the_site_writes_no_chain(group):
    refused("UPDATE finance_chain SET sequence = 0")
    refused("INSERT INTO finance_chain (group_id, sequence, digest) VALUES (0, 0, '')")
    refused("DELETE FROM finance_chain")


@committed
def test_not_even_the_owner_posts_past_the_chain(group):
    columns = "date, debit_id, credit_id, amount, membership_id, posted_by_id, posted_at, note"
    insert = (
        f"INSERT INTO finance_entry (group_id, sequence, digest, {columns})"
        f" SELECT group_id, %s, %s, {columns} FROM finance_entry WHERE sequence = 1"
    )
    with as_owner():
        refused(insert, 4, b"x", match="continues its group's chain", error=IntegrityError)
        refused(insert, 9, b"x", match="continues its group's chain", error=IntegrityError)
        refused(insert, 2, b"x", match="finance_entry_sequence", error=IntegrityError)


def test_sequences_have_no_gap_though_a_posting_was_refused(group):
    refused_post(group, "amount_positive", amounts=[0])

    post(group)

    assert list(group.entries.values_list("sequence", flat=True)) == [1, 2, 3, 4]
