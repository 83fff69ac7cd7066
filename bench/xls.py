"""Write an .xls as Excel 97 did, as far as a bench or a test needs: texts, numbers and days.

No library that is kept up to date writes it, and offices still send it: a compound file of sectors
whose one stream holds the records of the workbook.
"""

import datetime
import struct
from collections.abc import Iterable, Iterator, Sequence

Cell = str | float | datetime.date
SECTOR = 512
END, FREE, OF_FAT, OF_MORE, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFC, 0xFFFFFFFF
PER_SECTOR = SECTOR // 4
IN_HEAD = 109  # sectors of the table of sectors that the head names
SMALLEST = 4096  # a shorter stream would be kept elsewhere
START_OF_EXCEL = datetime.date(1899, 12, 30)
OF_BOOK, OF_SHEET, BY_DAY = 0x0005, 0x0010, 1


def xls(
    rows: Iterable[Sequence[Cell]], name: str = "Sheet1", claimed: tuple[int, int] = (0, 0)
) -> bytes:
    """A workbook of one sheet; `claimed` are the rows and columns it says to have."""
    sheet = b"".join(_sheet(rows, claimed))
    head = b"".join(_globals(name, 0))
    stream = b"".join(_globals(name, len(head))) + sheet
    return _compound(stream)


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))


def _globals(name: str, length: int) -> Iterator[bytes]:
    yield _begin(OF_BOOK)
    yield _record(0x0042, struct.pack("<H", 1200))
    yield _record(0x0022, struct.pack("<H", 0))
    for number_format in (0, 14):  # any, a day
        yield _record(0x00E0, struct.pack("<HH16x", 0, number_format))
    text = struct.pack("<BB", len(name), 0) + name.encode("latin-1")
    yield _record(0x0085, struct.pack("<IBB", length, 0, 0) + text)
    yield _record(0x000A)


def _sheet(rows: Iterable[Sequence[Cell]], claimed: tuple[int, int]) -> Iterator[bytes]:
    yield _begin(OF_SHEET)
    if any(claimed):
        yield _record(0x0200, struct.pack("<IIHHH", 0, claimed[0], 0, claimed[1], 0))
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if cell != "":
                yield _cell(at, column, cell)
    yield _record(0x000A)


def _cell(row: int, column: int, cell: Cell) -> bytes:
    if isinstance(cell, str):
        text = struct.pack("<HB", len(cell), 1) + cell.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHH", row, column, 0) + text)
    if isinstance(cell, datetime.date):
        days = (cell - START_OF_EXCEL).days
        return _record(0x0203, struct.pack("<HHHd", row, column, BY_DAY, days))
    return _record(0x0203, struct.pack("<HHHd", row, column, 0, cell))


def _compound(stream: bytes) -> bytes:
    """The stream in a compound file: head, tables of sectors, directory, stream."""
    stream = stream.ljust(SMALLEST, b"\0")
    of_stream, of_table, of_more = -(-len(stream) // SECTOR), 1, 0
    while of_table * PER_SECTOR < of_table + of_more + 1 + of_stream:
        of_table += 1
        of_more = max(0, -(-(of_table - IN_HEAD) // (PER_SECTOR - 1)))
    first = of_table + of_more + 1  # after the directory's one sector
    table = [OF_FAT] * of_table + [OF_MORE] * of_more + [END]
    table += [*range(first + 1, first + of_stream), END]
    table += [FREE] * (of_table * PER_SECTOR - len(table))
    return b"".join(
        [
            _head(of_table, of_more),
            struct.pack(f"<{len(table)}I", *table),
            *_more(of_table, of_more),
            _entry("Root Entry", 5, END, 0, child=1),
            _entry("Workbook", 2, first, len(stream)),
            bytes(2 * 128),
            stream.ljust(of_stream * SECTOR, b"\0"),
        ]
    )


def _head(of_table: int, of_more: int) -> bytes:
    named = [*range(min(of_table, IN_HEAD)), *[FREE] * (IN_HEAD - of_table)]
    first_more = of_table if of_more else END
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + struct.pack("<16xHHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIII", 0, of_table, of_table + of_more, 0)
        + struct.pack("<IIIII", SMALLEST, END, 0, first_more, of_more)
        + struct.pack(f"<{IN_HEAD}I", *named)
    )


def _more(of_table: int, of_more: int) -> Iterator[bytes]:
    """Sectors that name the sectors of the table for which the head has no room."""
    for at in range(of_more):
        begin = IN_HEAD + at * (PER_SECTOR - 1)
        named = [*range(begin, min(of_table, begin + PER_SECTOR - 1))]
        named += [FREE] * (PER_SECTOR - 1 - len(named))
        yield struct.pack(f"<{PER_SECTOR}I", *named, of_table + at + 1 if at + 1 < of_more else END)


def _entry(name: str, kind: int, first: int, length: int, child: int = NONE) -> bytes:
    text = (name + "\0").encode("utf-16-le")
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII36x", len(text), kind, 1, NONE, NONE, child)
        + struct.pack("<IQ", first, length)
    )
