"""Minutes about payments that were returned, doubled or wrong."""

import datetime
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import day
from grants.payment.models import BankMovement, LineNote, StatementLine, Transfer
from grants.payment.statements.amounts import written
from papers.content import content, official
from papers.minutes import minutes_parts
from papers.models import Paper
from papers.office import signature_of
from papers.wording import filled, words_of


@official
def return_minutes(
    line: StatementLine, transfer: Transfer, date: datetime.date, by: User
) -> dict[str, Any]:
    """Issue the minutes of a payment returned by the bank, which may be paid again."""
    return _minutes(
        line,
        date,
        by,
        title=_("Minutes: a payment came back from the bank"),
        about=str(transfer.group),
        facts=facts(line, transfer),
        paragraphs=filled(words_of(line.account.office)["bank_returned"]),
        amount=transfer.amount,
        data=data(line, transfer),
    )


@official
def minutes(
    line: StatementLine,
    kind: str,
    explanation: str,
    paid: BankMovement,
    date: datetime.date,
    by: User,
) -> dict[str, Any]:
    """Issue the minutes of a statement line that disagrees with its payment."""
    return _minutes(
        line,
        date,
        by,
        title=_("Minutes of a bank matter: %(kind)s") % {"kind": LineNote.Kind(kind).label},
        about=str(paid.group),
        facts=facts(line, paid),
        paragraphs=[explanation],
        amount=abs(line.amount),
        data=data(line, paid) | {"kind": kind},
    )


@official
def replacing_minutes(
    line: StatementLine, before: Paper, reason: str, date: datetime.date, by: User
) -> dict[str, Any]:
    """The minutes that replace others, whose explanation of a line was wrong."""
    return _minutes(
        line,
        date,
        by,
        title=_("Minutes of a bank matter: explanation taken back"),
        facts=[
            (_("Minutes replaced"), f"{before.number}, {day(before.date)}"),
            (_("Line of the statement"), day(line.date)),
            (_("In") if line.amount > 0 else _("Out"), written(abs(line.exact))),
            (_("Account of the office"), str(line.account)),
        ],
        paragraphs=[reason],
        amount=abs(line.amount),
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


def data(line: StatementLine, paid: BankMovement) -> dict:
    return {"line": line.pk, "fingerprint": line.fingerprint, paid.match_field: paid.pk}


def _minutes(
    line: StatementLine, date: datetime.date, by: User, *, title: str, about: str = "", **said: Any
) -> dict[str, Any]:
    """Signed by the cashier who found it."""
    office = line.account.office
    cashier = signature_of(office, date, _("Cashier"), by=by)
    signed = [cashier if cashier.of else replace(cashier, of=office.name)]
    words = words_of(office)
    parts = minutes_parts(Paper.Kind.BANK, title, about, words=words, date=date, signed=signed)
    return content(title=title, about=about, signatures=signed, parts=parts, **said)
