"""The order of a table's rows and the sign of their amounts, by the running balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from grants.payment.statements.amounts import written
from grants.payment.statements.lines import Refused
from grants.payment.statements.rows import Row


@dataclass(frozen=True)
class Link:
    """A row with its amount and the balance after it."""

    row: Row
    amount: Decimal
    balance: Decimal | None


@dataclass(frozen=True)
class Broken:
    """Where a balance does not follow from the one before."""

    row: Row
    expected: Decimal
    links: int  # rows that did follow, in the whole table

    def refused(self) -> Refused:
        assert self.row.balance is not None
        return Refused(
            _(
                "the balance should be %(expected)s after this row, but %(balance)s stands there "
                "(difference %(difference)s). A row is missing, added or wrong."
            )
            % {
                "expected": written(self.expected),
                "balance": written(self.row.balance),
                "difference": written(self.row.balance - self.expected),
            },
            self.row.number,
        )


def chained(rows: Sequence[Row], opening: Decimal | None) -> list[Link] | Broken:
    """The rows with amounts and balances, if each balance follows from the one before."""
    links: list[Link] = []
    running = opening
    broken: tuple[Row, Decimal] | None = None
    followed = 0
    for row in rows:
        base = row.before if running is None else running
        if row.before is not None and running not in (None, row.before):
            broken = broken or (row, running + row.options[0])
            base = row.before
        amount = _fitting(row, base)
        if amount is None and base is not None:
            broken = broken or (row, base + row.options[0])
            amount = row.options[0]
        elif amount is None:
            raise Refused(_("it is not said whether this is money in or out."), row.number)
        else:
            followed += 1
        running = row.balance if row.balance is not None else base and base + amount
        links.append(Link(row, amount, running))
    return Broken(*broken, followed) if broken else _filled(links)


def _fitting(row: Row, base: Decimal | None) -> Decimal | None:
    """The amount that leads from a balance to that of the row; the only one where none is known."""
    if base is None or row.balance is None:
        return row.options[0] if len(row.options) == 1 else None
    return next((amount for amount in row.options if base + amount == row.balance), None)


def _filled(links: list[Link]) -> list[Link]:
    """With the balances of rows before the first that has one."""
    filled: list[Link] = []
    after: Decimal | None = None
    for link in reversed(links):
        balance = link.balance if link.balance is not None else after
        filled.append(Link(link.row, link.amount, balance))
        after = None if balance is None else balance - link.amount
    return filled[::-1]
