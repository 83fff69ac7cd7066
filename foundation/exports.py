"""Excel export, written row by row; only the compressed file is held in memory."""

import datetime
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone
from django.utils.text import slugify
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from foundation.texts import Text

NOT_IN_A_SHEET = re.compile(r"[\[\]:*?/\\']")
MOST_OF_A_SHEET = 31  # letters, as Excel counts
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    heading: Text
    width: int = 14


def table_file(name: str, columns: list[Column], rows: Iterable[Iterable[object]]) -> FileResponse:
    """A file with one sheet; figures are written as numbers, days as dates, all else as text.

    Sheet and file bear the day, so that two of them lie side by side. Strings are always written
    as text, so no note becomes a formula.
    """
    file = io.BytesIO()  # compressed, about 40 bytes a row; rows are buffered on disk
    book = xlsxwriter.Workbook(file, {"constant_memory": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    formats = {
        int: book.add_format({"num_format": "#,##0"}),
        Decimal: book.add_format({"num_format": "#,##0.00"}),
        datetime.date: book.add_format({"num_format": "dd mmm yyyy", "align": "left"}),
    }
    today = timezone.localdate()
    sheet = book.add_worksheet(sheet_name(name, today))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, str(column.heading), head)
    for number, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            _write(sheet, number, place, value, formats)
    book.close()
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{slugify(name)}-{today}.xlsx", content_type=XLSX
    )


def sheet_name(name: str, day: datetime.date) -> str:
    """The name, shortened for the day behind it, without what Excel refuses."""
    kept = NOT_IN_A_SHEET.sub(" ", name)[: MOST_OF_A_SHEET - len(f" {day}")].strip()
    return f"{kept} {day}".strip()


def _write(
    sheet: Worksheet, row: int, place: int, value: object, formats: dict[type, Format]
) -> None:
    match value:
        case None | "":
            pass
        case int():
            sheet.write_number(row, place, value, formats[int])
        case Decimal():
            sheet.write_number(row, place, float(value), formats[Decimal])
        case datetime.date():
            moment = datetime.datetime.combine(value, datetime.time())
            sheet.write_datetime(row, place, moment, formats[datetime.date])
        case _:
            sheet.write_string(row, place, str(value))
