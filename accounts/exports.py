"""A table as an Excel file: text stays text, so nothing in it is ever a formula."""

import datetime
from collections.abc import Iterable
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(name: str, headings: list[str], rows: Iterable[list]) -> HttpResponse:
    """`name`.xlsx for download; numbers are numbers, days are days, all else is text."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
        sheet.freeze_panes(1, 0)
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, str(heading), bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, line, column, value, day)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _write(sheet, line: int, column: int, value, day) -> None:
    if isinstance(value, int):
        sheet.write_number(line, column, value)
    elif isinstance(value, datetime.date):
        sheet.write_datetime(line, column, value, day)
    else:
        sheet.write_string(line, column, "" if value is None else str(value))
