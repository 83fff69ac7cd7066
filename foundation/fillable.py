"""A workbook that an office fills in: headings, drop-downs, checks, and a sheet that explains."""

import io
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import xlsxwriter
from django.http import FileResponse
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from foundation.exports import XLSX

LAST = 20_000  # rows that are prepared


class Holds(Enum):
    """What a column takes; anything else Excel warns of."""

    TEXT = "text"
    NUMBER = "number"  # sixteen digits, kept as text so that none is lost
    DAY = "day"
    RUPIAH = "rupiah"


SHOWN = {
    Holds.TEXT: "@",
    Holds.NUMBER: "@",
    Holds.DAY: "dd/mm/yyyy",
    Holds.RUPIAH: "#,##0",
}


@dataclass(frozen=True)
class FillColumn:
    heading: str
    explains: str
    example: str = ""
    holds: Holds = Holds.TEXT
    choices: Sequence[str] = ()
    is_needed: bool = False
    width: int = 18


@dataclass(frozen=True)
class FillSheet:
    name: str
    columns: Sequence[FillColumn]


@dataclass(frozen=True)
class Fillable:
    """An empty workbook, described in a file of its own; it speaks Indonesian to everybody."""

    file: str
    sheets: Sequence[FillSheet]
    notes: str  # name of the sheet that explains
    said: Sequence[str]

    @classmethod
    def of(cls, path: Path) -> "Fillable":
        told = tomllib.loads(path.read_text())
        sheets = [
            FillSheet(sheet["name"], [_column(**column) for column in sheet["columns"]])
            for sheet in told["sheets"]
        ]
        return cls(told["file"], sheets, told["notes"], told["said"])

    def content(self) -> bytes:
        file = io.BytesIO()
        with xlsxwriter.Workbook(file) as book:
            head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
            formats = {
                holds: book.add_format({"num_format": shown, "align": "left"})
                for holds, shown in SHOWN.items()
            }
            for each in self.sheets:
                _prepare(book.add_worksheet(each.name), each.columns, head, formats)
            _explain(book.add_worksheet(self.notes), self.sheets, self.said, head)
        return file.getvalue()

    def response(self) -> FileResponse:
        content = io.BytesIO(self.content())
        return FileResponse(content, as_attachment=True, filename=self.file, content_type=XLSX)


def _column(holds: str = "text", **more: Any) -> FillColumn:
    return FillColumn(holds=Holds(holds), **more)


def _prepare(
    sheet: Worksheet, columns: Sequence[FillColumn], head: Format, formats: dict[Holds, Format]
) -> None:
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.width, formats[column.holds])
        sheet.write_string(0, at, column.heading, head)
        if rule := _rule(column):
            more = {"error_title": column.heading[:32], "error_message": column.explains[:255]}
            sheet.data_validation(1, at, LAST, at, rule | more | {"error_type": "warning"})


def _rule(column: FillColumn) -> dict[str, object]:
    """What Excel checks while it is filled in."""
    if column.choices:
        return {"validate": "list", "source": list(column.choices)}
    if column.holds == Holds.NUMBER:
        return {"validate": "length", "criteria": "==", "value": 16}
    if column.holds == Holds.DAY:
        return {"validate": "date", "criteria": ">", "value": "=DATE(1900,1,1)"}
    if column.holds == Holds.RUPIAH:
        return {"validate": "integer", "criteria": ">=", "value": 0}
    return {}


def _explain(
    sheet: Worksheet, sheets: Sequence[FillSheet], said: Sequence[str], head: Format
) -> None:
    """Each column in a row of its own, so that nobody takes an example for data."""
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, 1, 80)
    sheet.set_column(2, 2, 30)
    at = 0
    for line in said:
        sheet.write_string(at, 0, line)
        at += 1
    for each in sheets:
        at += 1
        for place, word in enumerate([each.name, "Isi", "Contoh"]):
            sheet.write_string(at, place, word, head)
        for column in each.columns:
            at += 1
            needed = " (wajib)" if column.is_needed else ""
            sheet.write_string(at, 0, f"{column.heading}{needed}")
            sheet.write_string(at, 1, column.explains)
            sheet.write_string(at, 2, column.example)
        at += 1
