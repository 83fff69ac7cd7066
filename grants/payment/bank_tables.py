"""Parser of statements in CSV or Excel; the column mapping is stored on the office's account."""

import csv
import datetime
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal

import python_calamine
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.rules import RuleBroken
from grants.payment.bank_files import BankLine, clean, decoded, digits, unreadable, whole

TableRow = Sequence[str | datetime.date]
MOST_ROWS = 100_000
UNPACKED = 200_000_000  # bytes: a larger table is no statement and may be an attack
PREAMBLE = 40  # rows above the headings: name, address, period
MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"]
ENGLISH = {"may": 5, "aug": 8, "agt": 8, "ags": 8, "oct": 10, "dec": 12, "peb": 2, "nop": 11}
NUMBER = re.compile(
    r"(?P<minus>[-−(])?\s*(?:rp\.?|idr)?\s*(?P<sign>[-−])?\s*"
    r"(?P<whole>\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+)(?:[.,](?P<sen>\d{1,2}))?\s*\)?\s*"
    r"(?P<mark>[a-z]+)?",
    re.IGNORECASE,
)
OUT_MARKS = {"D", "DB", "DR", "DEBET", "DEBIT"}
IN_MARKS = {"K", "C", "CR", "KREDIT", "CREDIT"}
SUMS = re.compile(r"\b(saldo|total|jumlah|mutasi|balance)\b", re.IGNORECASE)


class Column(models.TextChoices):
    """The meanings a column may have."""

    DATE = "date", gettext_lazy("Day")
    OUT = "out", gettext_lazy("Money out (debit)")
    IN = "in", gettext_lazy("Money in (credit)")
    AMOUNT = "amount", gettext_lazy("Amount, in and out in one column")
    MARK = "mark", gettext_lazy("Sign of the amount (D or K)")
    REFERENCE = "reference", gettext_lazy("Reference")
    ACCOUNT = "account", gettext_lazy("Account on the other side")
    NAME = "name", gettext_lazy("Name on the other side")
    TEXT = "text", gettext_lazy("Description")


USUAL = {
    Column.DATE: "tanggal|tgl|date|tanggal transaksi|tgl transaksi|transaction date|posting date",
    Column.OUT: "debet|debit|keluar|mutasi debet|mutasi debit",
    Column.IN: "kredit|credit|masuk|mutasi kredit",
    Column.AMOUNT: "jumlah|nominal|mutasi|amount|nilai",
    Column.MARK: "d/k|db/cr|dk|d/c|jenis|type",
    Column.REFERENCE: "referensi|no referensi|no. referensi|reference|ref|nomor referensi|no ref",
    Column.ACCOUNT: "rekening|rekening lawan|rekening tujuan|no rekening|account|counter account",
    Column.NAME: "nama|nama rekening|nama penerima|name|nama lawan",
    Column.TEXT: "keterangan|uraian|deskripsi|description|remark|berita",
}


def headings_of(content: bytes) -> list[str]:
    """The headings: the first of the rows with most words."""
    rows = [[clean(cell) for cell in row] for row in table_rows(content)[:PREAMBLE]]
    known = {word for words in USUAL.values() for word in words.split("|")}
    best = max(rows, key=lambda row: sum(cell.lower() in known for cell in row), default=[])
    if len(set(filter(None, best))) < 2:
        raise unreadable(_("It has no row of headings."))
    return list(dict.fromkeys(filter(None, best)))


def guess(headings: Iterable[str]) -> dict[str, str]:
    """Guess the column mapping, for the user to confirm."""
    found = {}
    for column, words in USUAL.items():
        known = words.split("|")
        if match := next((each for each in headings if each.lower() in known), None):
            found[column.value] = match
    return found


def read_table(content: bytes, columns: dict[str, str]) -> list[BankLine]:
    """The lines of a table, with columns found by heading."""
    rows = table_rows(content)
    places, first = _places(rows, columns)
    lines = []
    for number, row in enumerate(rows[first:], start=first + 1):
        cells = {name: row[at] if at < len(row) else "" for name, at in places.items()}
        try:
            if line := _line(cells, row):
                lines.append(line)
        except ValueError as cause:
            raise unreadable(_("Row %(row)s: %(why)s") % {"row": number, "why": cause}) from cause
    return lines


def table_rows(content: bytes) -> list[TableRow]:
    rows = _excel(content) if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) else _csv(content)
    if len(rows) > MOST_ROWS:
        raise unreadable(_("It has too many rows. Take a shorter time."))
    return rows


def _csv(content: bytes) -> list[TableRow]:
    text = decoded(content)
    if "\0" in text:
        raise unreadable(_("It is neither MT940 nor a table."))
    head = text[:5000]
    delimiter = max(";\t,|", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as cause:
        raise unreadable(_("It is neither MT940 nor a table.")) from cause


def _excel(content: bytes) -> list[TableRow]:
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                if sum(part.file_size for part in packed.infolist()) > UNPACKED:
                    raise unreadable(_("It is too large."))
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [book.get_sheet_by_index(at) for at in range(len(book.sheet_names))]
        rows = [sheet.to_python(skip_empty_area=False) for sheet in sheets[:1]]
    except (python_calamine.CalamineError, zipfile.BadZipFile, OSError) as cause:
        raise unreadable(_("It is no table of Excel.")) from cause
    return [[_cell(cell) for cell in row] for sheet in rows for row in sheet]


def _cell(cell) -> str | datetime.date:
    match cell:
        case datetime.datetime():
            return cell.date()
        case datetime.date():
            return cell
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime.time() | datetime.timedelta() | bool():
            return ""
    return str(cell)


def _places(rows: list[TableRow], columns: dict[str, str]) -> tuple[dict[str, int], int]:
    """The index of each column, and the first row below the headings."""
    for number, row in enumerate(rows[:PREAMBLE], start=1):
        cells = [clean(cell) for cell in row]
        if all(heading in cells for heading in columns.values()):
            return {name: cells.index(heading) for name, heading in columns.items()}, number
    raise RuleBroken(
        _("This table has not the columns that were named for this bank. Name them anew."),
        field="file",
    )


def _line(cells: dict, row: TableRow) -> BankLine | None:
    """A row as a line; None for a row without amount or with a total."""
    amount = _amount(cells)
    if not amount:
        return None
    if not cells["date"]:
        if any(SUMS.search(str(cell)) for cell in row):
            return None
        raise ValueError(_("the day is missing."))
    return BankLine(
        date=read_day(cells["date"]),
        amount=amount,
        reference=clean(cells.get("reference")),
        counter_account=digits(str(cells.get("account", ""))),
        counter_name=clean(cells.get("name")),
        text=clean(cells.get("text")),
    )


def _amount(cells: dict) -> int:
    if "amount" in cells:
        value, mark = read_amount(cells["amount"])
        mark = clean(cells.get("mark")).upper() or mark
        if mark and mark not in OUT_MARKS | IN_MARKS:
            raise ValueError(_("“%(mark)s” is neither money in nor out.") % {"mark": mark})
        return -abs(value) if mark in OUT_MARKS else value
    spent, _mark = read_amount(cells["out"])
    earned, _mark = read_amount(cells["in"])
    if spent and earned:
        raise ValueError(_("money went in and out in one row."))
    return earned - abs(spent)


def read_amount(typed) -> tuple[int, str]:
    """Parse 30.000.000,00 or 30,000,000.00, with the bank's mark (DB, CR) if any."""
    text = clean(typed)
    if text in ("", "-", "−"):
        return 0, ""
    if not (match := NUMBER.fullmatch(text)):
        raise ValueError(_("“%(text)s” is no amount.") % {"text": text[:30]})
    figures = re.sub(r"[.,]", "", match["whole"])
    amount = whole(Decimal(f"{figures}.{match['sen'] or 0}"))
    negative = match["minus"] or match["sign"]
    return (-amount if negative else amount), (match["mark"] or "").upper()


def read_day(typed: str | datetime.date) -> datetime.date:
    """Parse 1/11/2026, 01-11-26, 2026-11-01 or 1 Nov 2026; the day comes before the month."""
    if isinstance(typed, datetime.date):
        return typed
    parts = re.findall(r"[A-Za-z]+|\d+", clean(typed))[:3]
    try:
        first, month, last = parts
        year, day = (first, last) if len(first) == 4 else (last, first)
        name = month[:3].lower()
        number = MONTHS.index(name) + 1 if name in MONTHS else ENGLISH.get(name) or int(month)
        return datetime.date(int(year) + (2000 if len(year) == 2 else 0), number, int(day))
    except ValueError as cause:
        words = {"text": clean(typed)[:30]}
        raise ValueError(_("“%(text)s” is no day. Write 24/11/2026.") % words) from cause
