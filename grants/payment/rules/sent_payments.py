"""The payments in the file that went to the bank, row by row, to compare with an order."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from foundation.workbooks import Cell, Rows
from grants.payment.rules.references import references_in
from grants.payment.statements.amounts import read_amount
from grants.payment.statements.files import tables

LARGEST = 2_000_000  # bytes
MOST = 2_000  # rows
ACCOUNT = re.compile(r"[0-9][0-9 .-]{4,38}[0-9]")
SHORTEST = 6  # digits of an account


@dataclass(frozen=True)
class SentPayment:
    """A row with what in it may be a reference, an account number, an amount."""

    row: int
    references: tuple[str, ...]
    accounts: tuple[str, ...]
    amounts: tuple[Decimal, ...]

    def has_account(self, number: str) -> bool:
        return number in self.accounts


def read_sent(content: bytes) -> list[SentPayment]:
    """The rows that name a reference or an account and an amount; raises Refused for no table."""
    if len(content) > LARGEST:
        raise RuleBroken(_("This file is too large."), field="file")
    rows = [row for table in tables(content, _wide) for row in table]
    if len(rows) > MOST:
        raise RuleBroken(_("This file is too large."), field="file")
    read = [_read(number, row) for number, row in enumerate(rows, start=1)]
    found = [row for row in read if row.amounts and (row.references or row.accounts)]
    if not found:
        raise RuleBroken(_("No payment was found in this file."), field="file")
    return found


def _wide(rows: Rows) -> int:
    return sum(len(row) for row in rows)


def _read(number: int, cells: Sequence[Cell]) -> SentPayment:
    text = " ".join(str(cell) for cell in cells)
    amounts = [amount for cell in cells if (amount := _amount(cell)) is not None]
    accounts = [digits for cell in cells if (digits := _account(cell))]
    return SentPayment(number, tuple(references_in(text)), tuple(accounts), tuple(amounts))


def _amount(cell: Cell) -> Decimal | None:
    try:
        return read_amount(cell)[0]
    except ValueError:
        return None


def _account(cell: Cell) -> str:
    text = str(cell).strip().lstrip("'")
    digits = re.sub(r"[^0-9]", "", text) if ACCOUNT.fullmatch(text) else ""
    return digits if len(digits) >= SHORTEST else ""


def is_of(row: SentPayment, references: Collection[str], numbers: Collection[str]) -> bool:
    """Whether the row names one of these payments, or without a reference one of the accounts."""
    if row.references:
        return any(reference in references for reference in row.references)
    return any(row.has_account(number) for number in numbers)


def row_of(rows: Sequence[SentPayment], reference: str, number: str) -> SentPayment:
    """The one row of a payment, by its reference, else by its account number."""
    named = [row for row in rows if reference in row.references]
    found = named or [row for row in rows if not row.references and row.has_account(number)]
    if not found:
        raise RuleBroken(_("is not in the file."))
    if len(found) > 1:
        raise RuleBroken(
            _("stands more than once in the file, in rows %(rows)s.")
            % {"rows": ", ".join(str(row.row) for row in found)}
        )
    return found[0]


def account_in(row: SentPayment, number: str, amount: int) -> str:
    """The account number of the row; raises RuleBroken where the amount is another."""
    if Decimal(amount) not in row.amounts:
        raise RuleBroken(_("row %(row)s has another amount.") % {"row": row.row})
    if row.has_account(number):
        return number
    others = [each for each in row.accounts if Decimal(each) != amount]
    said = {"row": row.row, "found": ", ".join(others) or "–", "number": number}
    raise RuleBroken(_("row %(row)s has account %(found)s, the order %(number)s.") % said)
