"""Minutes about payments that were returned, doubled or wrong."""

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from grants.payment.models import BankMovement, LineNote, StatementLine, Transfer
from grants.payment.statements.amounts import written
from papers.content import Signature, content, official
from papers.models import Paper


@official
def return_minutes(line: StatementLine, transfer: Transfer, by: User) -> dict:
    """Issue the minutes of a payment returned by the bank, which may be paid again."""
    return content(
        title=_("Minutes: a payment came back from the bank"),
        facts=facts(line, transfer),
        paragraphs=[
            _(
                "The bank gave this payment back. The grant of the group is taken back in its "
                "books, and the payment may be made once more."
            )
        ],
        amount=transfer.amount,
        signatures=signatures(by, line),
        data=data(line, transfer),
    )


@official
def minutes(line: StatementLine, kind: str, explanation: str, paid: BankMovement, by: User) -> dict:
    """Issue the minutes of a statement line that disagrees with its payment."""
    return content(
        title=_("Minutes of a bank matter: %(kind)s") % {"kind": LineNote.Kind(kind).label},
        facts=facts(line, paid),
        paragraphs=[explanation],
        amount=abs(line.amount),
        signatures=signatures(by, line),
        data=data(line, paid) | {"kind": kind},
    )


@official
def replacing_minutes(line: StatementLine, before: Paper, reason: str, by: User) -> dict:
    """The minutes that replace others, whose explanation of a line was wrong."""
    return content(
        title=_("Minutes of a bank matter: explanation taken back"),
        facts=[
            (_("Minutes replaced"), f"{before.number}, {day(before.date)}"),
            (_("Line of the statement"), day(line.date)),
            (_("In") if line.amount > 0 else _("Out"), written(abs(line.exact))),
            (_("Account of the office"), str(line.account)),
        ],
        paragraphs=[reason],
        amount=abs(line.amount),
        signatures=signatures(by, line),
        data={"line": line.pk, "fingerprint": line.fingerprint, "replaces": before.pk},
    )


def facts(line: StatementLine, paid: BankMovement) -> list:
    return [
        (_("Group"), str(paid.group)),
        (_("Round"), str(paid.award.round)),
        (_("Reference"), paid.reference),
        (_("Amount ordered"), paid.amount),
        (_("Line of the statement"), day(line.date)),
        (_("In") if line.amount > 0 else _("Out"), written(abs(line.exact))),
        (_("Account of the office"), str(line.account)),
    ]


def signatures(by: User, line: StatementLine) -> list[Signature]:
    return [Signature(_("Cashier"), by.name, line.account.office.name)]


def data(line: StatementLine, paid: BankMovement) -> dict:
    return {"line": line.pk, "fingerprint": line.fingerprint, paid.match_field: paid.pk}
