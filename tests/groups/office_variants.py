"""The rows of office files written another way that means the same."""

import datetime
import random

from foundation.workbooks import Cell, Rows
from groups.registers.reading.cells import key, said
from groups.registers.reading.headings import FIELDS, headings_of

START_OF_EXCEL = datetime.date(1899, 12, 30)
FOOT = [
    [],
    ["", "", "JUMLAH", "", "", 50.0],
    ["", "Dicetak tanggal : 01-02-2026", "", "Halaman 1 dari 1"],
    ["", "", "Mengetahui,"],
    ["", "", "Kepala Desa Dawuhan"],
    ["", "", "", "", "", "", "SUKARDI SANTOSO"],
    ["NIP. 19700101 199003 1 001"],
    ["Catatan : NIK yang kosong harap dilengkapi"],
]


def heading_rows(rows: Rows) -> list[int]:
    """The indexes of all rows of headings, lower halves too."""
    found = []
    for at, row in enumerate(rows):
        below = rows[at + 1] if at + 1 < len(rows) else []
        if columns := headings_of(row, below, {}):
            found += range(at, at + columns.below)
    return found


def with_headings(change):
    def variant(rows: Rows) -> Rows:
        of_headings = set(heading_rows(rows))
        return [
            [change(cell) if isinstance(cell, str) else cell for cell in row]
            if at in of_headings
            else row
            for at, row in enumerate(rows)
        ]

    return variant


def with_days(write):
    """Days of birth written otherwise; `write` is given the day and the number of the row."""

    def variant(rows: Rows) -> Rows:
        days = [at for at, name in enumerate(rows[heading_rows(rows)[0]]) if _is_born(name)]
        days += [at for at, name in enumerate(rows[heading_rows(rows)[-1]]) if _is_born(name)]
        return [
            [
                write(cell, number) if isinstance(cell, datetime.date) or at in days else cell
                for at, cell in enumerate(row)
            ]
            for number, row in enumerate(rows)
        ]

    return variant


def _is_born(cell: Cell) -> bool:
    return FIELDS.get(key(said(cell))) == "born"


def only_days(write):
    return with_days(lambda cell, at: write(cell, at) if isinstance(cell, datetime.date) else cell)


def in_three_ways(day: datetime.date, at: int) -> Cell:
    return [f"{day:%d/%m/%Y}", f"{day:%d-%m-%Y}", f"{day:%Y-%m-%d}"][at % 3]


def as_american_excel(day: datetime.date, at: int) -> Cell:
    """What happens where days are typed as ours into an Excel that expects the month first."""
    return day.replace(day=day.month, month=day.day) if day.day <= 12 else f"{day:%d/%m/%Y}"


def shifted(rows: Rows) -> Rows:
    return [["", "", *row] for row in rows]


def with_titles(rows: Rows) -> Rows:
    return [["PEMERINTAH KABUPATEN MALANG"], ["DATA PENDUDUK DESA DAWUHAN TAHUN 2026"], [], *rows]


def with_foot(rows: Rows) -> Rows:
    return [*rows, *FOOT]


def spaced(rows: Rows) -> Rows:
    return [each for row in rows for each in (row, ["", "", ""])]


def padded(rows: Rows) -> Rows:
    return [
        [f"\xa0 {cell}  \xa0" if isinstance(cell, str) else cell for cell in row] for row in rows
    ]


def of_text(rows: Rows) -> Rows:
    return [[said(cell) if isinstance(cell, float | int) else cell for cell in row] for row in rows]


def shuffled(rows: Rows) -> Rows:
    """Other order of columns, for tables whose rows are all of people."""
    width = max(map(len, rows))
    order = random.Random(7).sample(range(width), width)
    wide = [[*row, *[""] * (width - len(row))] for row in rows]
    return [[row[at] for at in order] for row in wide]


def paged(rows: Rows) -> Rows:
    """A new printed page each seven rows of people: its headings come again."""
    of_headings = heading_rows(rows)
    first = [at for at in of_headings if at <= of_headings[0] + 1]
    head = [
        ["Halaman 2"],
        *([rows[at] for at in first]),
    ]
    found: Rows = []
    for at, row in enumerate(rows):
        found.append(row)
        if at > first[-1] and at % 7 == 0 and at + 1 not in of_headings:
            found += head
    return found


VARIANTS = {
    "upper": with_headings(str.upper),
    "lower": with_headings(str.lower),
    "spaces": with_headings(lambda text: text.replace(" ", "   ")),
    "lines": with_headings(lambda text: text.replace(" ", "\n")),
    "three ways": only_days(in_three_ways),
    "strokes": only_days(lambda day, at: f"{day:%d/%m/%Y}"),
    "hyphens": only_days(lambda day, at: f"{day:%d-%m-%Y}"),
    "month first": only_days(lambda day, at: f"{day:%m/%d/%Y}"),
    "serials": only_days(lambda day, at: float((day - START_OF_EXCEL).days)),
    "serial text": only_days(lambda day, at: str((day - START_OF_EXCEL).days)),
    "moments": only_days(lambda day, at: datetime.datetime.combine(day, datetime.time(0))),
    "american": only_days(as_american_excel),
    "months by name": only_days(lambda day, at: f"{day.day} {BULAN[day.month - 1]} {day.year}"),
    "short": only_days(lambda day, at: f"{day:%d-%b-%Y}"),
    "eight": only_days(lambda day, at: f"{day:%d%m%Y}"),
    "shifted": shifted,
    "titles": with_titles,
    "foot": with_foot,
    "spaced": spaced,
    "padded": padded,
    "text": of_text,
    "paged": paged,
}
BULAN = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
