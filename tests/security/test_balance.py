"""Bar, row 17: an altered balance is found, whatever the chain says."""

from finance import ledger
from finance.models import Book
from tests.security.tampering import as_superuser, checked, group, tamper

__all__ = ["group"]  # a fixture
pytestmark = as_superuser


def test_an_altered_balance_is_named(group):
    cash = ledger.book(group, Book.Kind.CASH)

    tamper("UPDATE finance_book SET balance = balance + 500 WHERE id = %s", cash.pk)

    assert f"book {cash.pk} (cash) says 12500, its entries make 12000" in checked()
