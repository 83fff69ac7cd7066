"""A statement from the rows of a table."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.tables import clean
from foundation.workbooks import Cell
from grants.payment.statements.amounts import written
from grants.payment.statements.chain import Broken, Link, chained
from grants.payment.statements.chronology import Reading, read_days
from grants.payment.statements.days import ORDERS, read_day
from grants.payment.statements.headings import Headings
from grants.payment.statements.lines import Line, Proof, Refused, Statement, digits
from grants.payment.statements.rows import Row, Table, sort_rows
from grants.payment.statements.sums import require_sums


def read_table(headings: Headings, latest: datetime.date | None = None) -> Statement:
    """The statement in a table; raises Refused where anything in it is not certain."""
    _require_columns(headings)
    table = sort_rows(headings)
    if not table.rows:
        raise Refused(_("It has no lines."))
    links, reading = _in_order(table, latest)
    amounts = [link.amount for link in links]
    has_sums = require_sums(table.sums, amounts)
    opening, closing = _balances(table, links)
    proof = Proof.SUMS if has_sums else Proof.NONE
    if _all_proved(table, links, opening, closing):
        proof = Proof.BALANCES
    period = reading.period
    return Statement(
        bank=headings.profile.bank,
        account=table.account,
        lines=[_line(link, date) for link, date in zip(links, reading.days, strict=True)],
        opening=opening,
        closing=closing,
        first_on=period.first if period else min(reading.days),
        last_on=period.last if period else max(reading.days),
        left_out=table.left_out,
        proof=proof,
    )


def _require_columns(headings: Headings) -> None:
    places = headings.places
    if "date" not in places or not ("amount" in places or {"out", "in"} <= places.keys()):
        raise Refused(_("Say first which column is what in the tables of this bank."))


def _in_order(table: Table, latest: datetime.date | None) -> tuple[list[Link], Reading]:
    """The rows from the oldest to the latest, as balances and days agree."""
    opening = table.sums.opening[0] if table.sums.opening else None
    refusals: list[tuple[int, Refused]] = []
    for rows in _arrangements(table):
        followed = 0
        try:
            links = chained(rows, opening)
            if isinstance(links, Broken):
                followed = links.links
                raise links.refused()
            followed = len(rows)
            return links, read_days(table.headings, rows, latest)
        except Refused as refusal:
            refusals.append((followed, refusal))
    raise max(refusals, key=lambda each: each[0])[1]


def _arrangements(table: Table) -> list[Sequence[Row]]:
    """As in the file, the latest first, and by days where only these are in order."""
    rows = table.rows
    found: list[Sequence[Row]] = [rows, rows[::-1]]
    if not any(row.balance is not None for row in rows):
        return found  # nothing would prove another arrangement
    for order in ORDERS[:2]:
        try:
            days = {id(row): read_day(row.day, order) for row in rows}
        except ValueError:
            continue
        for each in (rows, rows[::-1]):
            by_day = sorted(each, key=lambda row: days[id(row)])
            if by_day not in found:
                found.append(by_day)
    return found


def _balances(table: Table, links: list[Link]) -> tuple[Decimal | None, Decimal | None]:
    """Opening and closing balance; raises Refused where the bank's own are others."""
    first, last = links[0], links[-1]
    opening = first.balance - first.amount if first.balance is not None else None
    closing = last.balance
    for kind, found, told in (
        ("opening", opening, table.sums.opening[:1]),
        ("closing", closing, table.sums.closing[-1:]),
    ):
        if told and found is not None and told[0] != found:
            raise Refused(
                _("the bank says %(told)s, the lines come to %(found)s; a line is missing.")
                % {"told": written(told[0]), "found": written(found)},
                table.sums.at[kind],
            )
    if opening is None and table.sums.opening:
        opening = table.sums.opening[0]
    if closing is None and opening is not None:
        closing = opening + sum(link.amount for link in links)
    return opening, closing


def _all_proved(
    table: Table, links: list[Link], opening: Decimal | None, closing: Decimal | None
) -> bool:
    """Whether a balance stands behind every row, or one before and one after all of them."""
    if "balance" in table.headings.places:
        return links[-1].row.balance is not None or bool(table.sums.closing)
    told = table.sums
    return bool(told.opening and told.closing) and opening is not None and closing is not None


def _line(link: Link, date: datetime.date) -> Line:
    cells = link.row.cells
    return Line(
        date=date,
        amount=link.amount,
        text=clean(" ".join(_text(cells.get(role, "")) for role in ("text", "more"))),
        reference=_text(cells.get("reference", "")),
        counter_account=digits(_text(cells.get("account", ""))),
        counter_name=_text(cells.get("name", "")),
        balance=link.balance,
        row=link.row.number,
    )


def _text(cell: Cell) -> str:
    """A cell as it is shown; Excel keeps numbers of references as figures."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(cell).removeprefix("'")
