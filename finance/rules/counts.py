"""The posting and the message for the difference of a cash count."""

from django.utils.translation import gettext as _

from finance import ledger
from finance.ledger import Posting
from finance.models import Book
from foundation.formatting import rupiah
from groups.models import Group

Kind = Book.Kind


def difference(group: Group, amount: int, reason: str) -> Posting:
    """The posting of a difference: over is income, short is an expense."""
    cash = ledger.book(group, Kind.CASH)
    if amount > 0:
        over = ledger.book(group, Kind.INCOME, name="cash_over")
        return Posting(cash, over, amount, note=reason)
    return Posting(ledger.book(group, Kind.EXPENSE, name="cash_short"), cash, -amount, note=reason)


def difference_in_words(amount: int) -> str:
    if amount > 0:
        return _("The money is %(amount)s over. Count again, or write why.") % {
            "amount": rupiah(amount)
        }
    return _("The money is %(amount)s short. Count again, or write why.") % {
        "amount": rupiah(-amount)
    }
