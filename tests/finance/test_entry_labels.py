"""What an entry is called, from its two books."""

import pytest

from finance.models import Book, Entry

Kind = Book.Kind


@pytest.mark.parametrize(
    ("debit", "credit", "label"),
    [
        (Book(kind=Kind.CASH), Book(kind=Kind.WAJIB), "Mandatory savings"),
        (Book(kind=Kind.BANK), Book(kind=Kind.INCOME, name="interest"), "Income: interest"),
        (Book(kind=Kind.EXPENSE, name="feed"), Book(kind=Kind.CASH), "Expense: feed"),
        (Book(kind=Kind.HERD, name="JT-07"), Book(kind=Kind.BANK), "Purchase: JT-07"),
        (Book(kind=Kind.STOCK, name="gula"), Book(kind=Kind.CASH), "Purchase: gula"),
        (Book(kind=Kind.GRANT), Book(kind=Kind.BANK), "Paid out of the grant"),
        (Book(kind=Kind.GRANT), Book(kind=Kind.CAPITAL), "Grant became capital"),
        (Book(kind=Kind.LOAN), Book(kind=Kind.BANK), "Lent"),
        (Book(kind=Kind.OPENING), Book(kind=Kind.POKOK), "Opening balance"),
        (Book(kind=Kind.POKOK), Book(kind=Kind.IKS), "Dues paid from principal savings"),
        (Book(kind=Kind.WAJIB), Book(kind=Kind.LOAN), "Loan paid back from mandatory savings"),
        (Book(kind=Kind.RESERVE), Book(kind=Kind.CAPITAL), "Capital from Reserve"),
        (Book(kind=Kind.CASH), Book(kind=Kind.CAPITAL), "Cash box from Capital"),
        (Book(kind=Kind.CAPITAL), Book(kind=Kind.CASH), "Capital, paid from Cash box"),
    ],
)
def test_an_entry_is_called_by_what_happened_and_its_reversal_too(debit, credit, label):
    entry = Entry(debit=debit, credit=credit)
    reversal = Entry(debit=credit, credit=debit, reverses_id=1)

    assert str(entry.label) == label
    assert str(reversal.label) == f"Reversal: {label}"
