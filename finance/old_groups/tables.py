"""The two tables of a cut-off workbook, found by their headings."""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from foundation.workbooks import Cell, Rows
from groups.registers.reading.cells import is_blank, key, said
from groups.registers.reading.dates import NoDay, Orders, Written, read_day

PREAMBLE = 20
AMOUNT = re.compile(
    r"(?P<minus>[-−(]?)\s*(?:rp\.?)?\s*(?P<second>[-−]?)(?P<whole>\d{1,3}(?:[.,]\d{3})+|\d+)"
    r"(?:[.,]0{1,2})?\)?",
    re.I,
)


@dataclass(frozen=True)
class Line:
    """A row of a table: its cells by the key of their heading."""

    sheet: str
    row: int
    cells: dict[str, Cell]
    headings: dict[str, str]

    def text(self, name: str) -> str:
        return said(self.cells.get(key(name), ""))

    def cell(self, name: str) -> Cell:
        return self.cells.get(key(name), "")

    def amount(self, name: str) -> int | None:
        """Whole rupiah, 0 where the cell is empty; None for what is no amount."""
        cell = self.cell(name)
        if isinstance(cell, float | int):
            return int(cell) if cell == int(cell) else None
        if not (text := self.text(name)):
            return 0
        if (found := AMOUNT.fullmatch(text)) is None:
            return None
        whole = int(re.sub(r"\D", "", found["whole"]))
        return -whole if found["minus"] or found["second"] else whole


def lines_of(sheets: Iterable[tuple[str, Rows]], needed: set[str]) -> list[Line] | None:
    """The rows below the first headings that have all that is needed; None where none have."""
    wanted = {key(name) for name in needed}
    for sheet, rows in sheets:
        for at, row in enumerate(rows[:PREAMBLE]):
            keys = [key(said(cell)) for cell in row]
            if wanted <= set(keys):
                return list(_below(sheet, keys, row, rows, at + 1))
    return None


def _below(
    sheet: str, keys: list[str], names: list[Cell], rows: Rows, first: int
) -> Iterator[Line]:
    headings = {each: said(name) for each, name in zip(keys, names, strict=True) if each}
    for at, row in enumerate(rows[first:], start=first + 1):
        if not is_blank(row):
            pairs = zip(keys, row, strict=False)
            yield Line(sheet, at, {each: cell for each, cell in pairs if each}, headings)


class Days:
    """The days of a table, in the order that its own rows tell."""

    def __init__(self, lines: Iterable[Line], names: Iterable[str], today: datetime.date):
        self.today = today
        written = [
            (day, said(line.cell("NIK")))
            for line in lines
            for name in names
            if (day := self._read(line.cell(name)))
        ]
        self.orders = Orders(written)

    def day(self, line: Line, name: str) -> datetime.date | None:
        """The day in a cell; None where it is empty; raises NoDay."""
        written = read_day(line.cell(name), self.today)
        if written is None:
            return None
        date, _sure = self.orders.settle(written, line.text("NIK"))
        if date is None:
            raise NoDay
        return date

    def _read(self, cell: Cell) -> Written | None:
        try:
            return read_day(cell, self.today)
        except NoDay:
            return None
