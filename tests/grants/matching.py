"""Call the actions that match and explain statement lines, with usual arguments."""

from finance.models import Book
from grants.payment.actions.explanations import explain_line
from grants.payment.actions.matches import match_line
from tests.conftest import TODAY
from tests.grants.factories import GRANT

WRONG = {
    "amount": {"amount": -3_000_000},
    "sign": {"amount": GRANT},
    "account": {"counter_account": "999999999"},
}


def match(line, paid, by, **more):
    return match_line(line=line, paid=paid, today=TODAY, by=by, **more)


def explain(line, kind, by, transfer=None):
    return explain_line(
        line=line, kind=kind, explanation="Bank salah.", transfer=transfer, today=TODAY, by=by
    )


def balances(transfer) -> tuple[int, int]:
    group = transfer.disbursement.award.group
    kinds = (Book.Kind.BANK, Book.Kind.GRANT)
    return tuple(group.books.get(kind=kind).balance for kind in kinds)


def sent(client, url, **typed):
    form = client.get(url).context["form"]
    return client.post(url, {"submission": form["submission"].value(), **typed})
