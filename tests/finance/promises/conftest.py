import pytest

from finance import ledger
from finance.models import Book
from tests.conftest import TODAY
from tests.factories import GroupFactory


@pytest.fixture
def group():
    """Dues of 10.000 and 5.000 from the first of two members; the second entry is reversed."""
    group = GroupFactory(members=2)
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    member = group.memberships.get(number=1)
    for amount in (10_000, 5_000):
        ledger.post(
            debit=cash,
            credit=iks,
            amount=amount,
            date=TODAY,
            membership=member,
            by=group.registered_by,
        )
    ledger.reverse(
        group.entries.filter(sequence=2), date=TODAY, reason="salah", by=group.registered_by
    )
    return group
