"""Rows of a table: which are transactions, with the amounts each may have."""

import datetime
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.translation import gettext as _

from foundation.tables import clean
from foundation.workbooks import Cell
from grants.payment.statements.amounts import IN_MARKS, MARKS, OUT_MARKS, read_amount
from grants.payment.statements.days import ORDERS, Period, read_day
from grants.payment.statements.head import read_head
from grants.payment.statements.headings import Headings
from grants.payment.statements.lines import LeftOut, Refused, digits, same_account
from grants.payment.statements.sums import Sums, amounts_in, is_page, is_pending, label_of

SOME_YEAR = Period(datetime.date(2024, 1, 1), datetime.date(2024, 12, 31))


@dataclass
class Row:
    """A transaction, before its day and the sign of its amount are settled."""

    number: int
    day: Cell
    options: list[Decimal]  # the amounts it may have; the balance decides
    balance: Decimal | None
    before: Decimal | None
    cells: dict[str, Cell]

    @property
    def is_marked(self) -> bool:
        """Whether the bank marks the row as money in or out (D, K)."""
        mark = clean(self.cells.get("mark", "")) or read_amount(self.cells.get("amount", ""))[1]
        return bool(mark)


@dataclass
class Table:
    """The rows of a table by what they are."""

    headings: Headings
    rows: list[Row] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    account: str = ""

    def leave(self, number: int, why: str) -> None:
        self.left_out.append(LeftOut(number, why))


def sort_rows(headings: Headings) -> Table:
    """Read every row below the headings, in the order of the file."""
    table = Table(headings)
    table.account = read_head(headings.rows[: headings.last_row], table.sums)
    below: list[str | None] = []  # kinds of sums by column, if the row above named them
    for number, row in enumerate(headings.rows[headings.last_row :], headings.last_row + 1):
        if not any(clean(cell) for cell in row):
            continue
        if below and _takes_sums(table, number, row, below):
            below = []
            continue
        below = _sums_in_columns(row)
        if below:
            table.leave(number, _("Headings of sums"))
        elif not _leaves_out(table, number, row):
            table.rows.append(_row(table, number, row))
    _settle_signs(table)
    return table


def _settle_signs(table: Table) -> None:
    """Where some rows of a column have a minus, those without one are money in."""
    if "amount" in table.headings.places and any(
        len(row.options) == 1 and not row.is_marked for row in table.rows
    ):
        for row in table.rows:
            if not row.is_marked:
                row.options = row.options[:1]


def _sums_in_columns(row: list[Cell]) -> list[str | None]:
    """Kinds of sums, if a row consists of nothing but their names; the next has the amounts."""
    labels = [label_of(clean(cell)) if clean(cell) else None for cell in row]
    named = [each for each in labels if each and each[1] is None]
    filled = sum(bool(clean(cell)) for cell in row)
    return (
        [each[0] if each else None for each in labels]
        if len(named) > 1 == len({filled, len(named)})
        else []
    )


def _takes_sums(table: Table, number: int, row: list[Cell], below: list[str | None]) -> bool:
    """Take the amounts below names of sums; not if the row is something else."""
    filled = [cell for cell in row if clean(cell)]
    if len(amounts_in(filled)) != len(filled):
        return False
    for kind, cell in zip(below, row, strict=False):
        if kind and kind != "total":
            table.sums.add(kind, amounts_in([cell]), number)
    table.leave(number, _("Sums"))
    return True


def _leaves_out(table: Table, number: int, row: list[Cell]) -> bool:
    """Leave a row out that is no transaction, and say what it is."""
    names = table.headings.names
    if is_page(row, names):
        table.leave(number, _("Head of a page"))
    elif is_pending(row):
        table.leave(number, _("Not booked yet (PEND)"))
    elif label := _label(table, row):
        at, kind, amount = label
        _add_sums(table, number, row, at, kind, amount)
        table.leave(number, _("Sum, no transaction: %(text)s") % {"text": clean(row[at])})
    elif not _is_day(_cell(table, row, "date")) and not _has_amount(table, row):
        words = " ".join(clean(cell) for cell in row if clean(cell))
        table.leave(number, _("Neither day nor amount: %(text)s") % {"text": words[:60]})
    elif _is_day(_cell(table, row, "date")) and _is_empty(table, row):
        _require_not_cut(table, number, row)
        table.leave(number, _("No amount: %(text)s") % {"text": clean(_cell(table, row, "text"))})
    else:
        return False
    return True


def _require_not_cut(table: Table, number: int, row: list[Cell]) -> None:
    places = [table.headings.places.get(role, 0) for role in ("out", "in", "amount")]
    if len(row) <= max(places):
        raise Refused(_("it ends before its amount; the file is cut off."), number)


def _label(table: Table, row: list[Cell]) -> tuple[int, str, Decimal | None] | None:
    """Where the name of a sum stands: in the text, or anywhere in a row without a day."""
    places = table.headings.places
    dated = _is_day(_cell(table, row, "date"))
    columns = [places[role] for role in ("text", "more") if role in places]
    for at in columns if dated else range(len(row)):
        if at < len(row) and isinstance(row[at], str) and (found := label_of(str(row[at]))):
            return at, *found
    return None


def _add_sums(
    table: Table, number: int, row: list[Cell], at: int, kind: str, amount: Decimal | None
) -> None:
    """Keep what a row of sums says; sums of pages are not the sum of all."""
    places = table.headings.places
    if "sub" in clean(row[at]).lower():
        return
    if kind == "total":
        for side, role in (("out", "out"), ("in", "in")):
            if role in places and places[role] < len(row) and places[role] > at:
                table.sums.add(side, amounts_in([row[places[role]]]), number)
        return
    if kind in ("opening", "closing"):
        balance = amounts_in([_cell(table, row, "balance")])
        values = [amount] if amount is not None else (balance or amounts_in(row[at + 1 :]))
        values = [value for value in values if value] or values
        table.sums.add(kind, values, number)
        return
    after = amounts_in(row[at + 1 :])
    table.sums.add(kind, [amount, *after[:1]] if amount is not None else after[:2], number)


def _cell(table: Table, row: list[Cell], role: str) -> Cell:
    at = table.headings.places.get(role)
    return row[at] if at is not None and at < len(row) else ""


def _is_day(cell: Cell) -> bool:
    for order in ORDERS[:2]:
        try:
            read_day(cell, order, SOME_YEAR)
        except ValueError:
            continue
        return True
    return False


def _has_amount(table: Table, row: list[Cell]) -> bool:
    return any(clean(_cell(table, row, role)) for role in ("out", "in", "amount"))


def _is_empty(table: Table, row: list[Cell]) -> bool:
    """Whether a dated row has no amount in any column, or zero in each."""
    for role in ("out", "in", "amount"):
        try:
            if read_amount(_cell(table, row, role))[0]:
                return False
        except ValueError:
            return False
    return True


def _row(table: Table, number: int, row: list[Cell]) -> Row:
    if any(clean(cell) for cell in row[table.headings.width :]):
        why = _("it has more cells than there are headings; is an amount cut by its commas?")
        raise Refused(why, number)
    cells = {role: row[at] for role, at in table.headings.places.items() if at < len(row)}
    if not clean(cells.get("date", "")):
        raise Refused(_("the day is missing."), number)
    if not _is_day(cells["date"]):
        _refuse_day(cells["date"], number, table)
    _require_account(table, cells, number)
    return Row(
        number,
        cells["date"],
        _options(table, cells, number),
        _number(table, cells, "balance", number),
        _number(table, cells, "opening", number),
        cells,
    )


def _refuse_day(cell: Cell, number: int, table: Table) -> None:
    try:
        read_day(cell, ORDERS[0], SOME_YEAR)
    except ValueError as cause:
        column = table.headings.profile.columns["date"]
        raise Refused(
            _("%(column)s: %(why)s") % {"column": column, "why": cause}, number
        ) from cause


def _require_account(table: Table, cells: dict[str, Cell], number: int) -> None:
    """Require the same account in each row, where rows name it."""
    cell = cells.get("number", "")
    told = digits(f"{cell:.0f}" if isinstance(cell, float) else clean(cell))
    if told and table.account and not same_account(told, table.account):
        raise Refused(
            _("the row is of account %(other)s, the others of %(account)s.")
            % {"other": told, "account": table.account},
            number,
        )
    table.account = table.account or told


def _number(table: Table, cells: dict[str, Cell], role: str, number: int) -> Decimal | None:
    """A balance; overdrawn ones are marked D or negative."""
    amount, mark = _amount(table, cells, role, number)
    return -amount if amount is not None and mark in OUT_MARKS else amount


def _amount(
    table: Table, cells: dict[str, Cell], role: str, number: int
) -> tuple[Decimal | None, str]:
    try:
        return read_amount(cells.get(role, ""))
    except ValueError as cause:
        column = table.headings.profile.columns[role]
        raise Refused(
            _("%(column)s: %(why)s") % {"column": column, "why": cause}, number
        ) from cause


def _options(table: Table, cells: dict[str, Cell], number: int) -> list[Decimal]:
    """The amounts a row may have; more than one only where the balance must decide."""
    if "amount" in table.headings.places:
        return _signed(table, cells, number)
    spent, _mark = _amount(table, cells, "out", number)
    earned, _mark = _amount(table, cells, "in", number)
    if spent and earned:
        raise Refused(_("money went in and out in one row."), number)
    if spent:
        return [-spent] if spent > 0 else [spent, -spent]
    assert earned is not None  # such a row was left out
    return [earned] if earned > 0 else [earned, -earned]


def _signed(table: Table, cells: dict[str, Cell], number: int) -> list[Decimal]:
    amount, mark = _amount(table, cells, "amount", number)
    assert amount is not None
    told = clean(cells.get("mark", "")).upper().rstrip(".") or mark
    if told in OUT_MARKS:
        return [-amount] if amount > 0 else [amount, -amount]
    if told in IN_MARKS:
        return [amount] if amount > 0 else [amount, -amount]
    if told not in MARKS and told not in ("", "+", "-"):
        raise Refused(_("“%(mark)s” is neither money in nor out.") % {"mark": told}, number)
    if told == "-" or amount < 0:
        return [-abs(amount)]
    return [amount] if told == "+" else [amount, -amount]
