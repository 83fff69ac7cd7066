"""Bar, row 38: a workbook that is made to swell is refused, and the process that asked stays small.

What `bench trust` measures (2 s) is not asserted here, where other work may run beside.
"""

import io
import resource
import zipfile

import pytest
import xlsxwriter

from foundation.workbooks import TooLarge, Unreadable, workbook
from grants.payment.statements.files import tables
from grants.payment.statements.lines import Refused

MORE_MEMORY = 100_000  # kilobytes
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "ha">' for n in range(10)
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def sheet(cells: str, before: str = "") -> bytes:
    rows = f"<sheetData>{cells}</sheetData>"
    return f'{before}<worksheet xmlns="{NAMESPACE}">{rows}</worksheet>'.encode()


def cell(place: str, text: str = "x") -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def packed(content: bytes, **further: bytes) -> bytes:
    """A workbook of one sheet, whose part is replaced."""
    usual, file = io.BytesIO(), io.BytesIO()
    with xlsxwriter.Workbook(usual) as book:
        book.add_worksheet("Mutasi")
    with zipfile.ZipFile(usual) as parts, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for part in parts.namelist():
            of_sheet = part == "xl/worksheets/sheet1.xml"
            made.writestr(part, content if of_sheet else parts.read(part))
        for name, more in further.items():
            made.writestr(name, more)
    return file.getvalue()


BOMBS = {
    "last cell": lambda: packed(sheet(cell("A1") + cell("XFD1048576"))),
    "far cell": lambda: packed(sheet(cell("A1") + cell("ZZ100000"))),
    "a million rows": lambda: packed(sheet("".join(cell(f"A{n}", "") for n in (1, 1_000_000)))),
    "too many rows": lambda: packed(sheet("".join(cell(f"A{n}") for n in range(1, 100_003)))),
    "one string": lambda: packed(sheet(cell("A1", "x" * 99_000_000))),
    "zeros": lambda: packed(sheet(""), zeros=bytes(300_000_000)),
    "billion laughs": lambda: packed(sheet(cell("A1", "&l9;"), f"<!DOCTYPE x [{LAUGHS}]>")),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_is_refused_and_this_process_stays_small(bomb):
    content = BOMBS[bomb]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises((TooLarge, Unreadable)):
        workbook(content)

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MORE_MEMORY


def test_no_file_of_the_machine_is_read():
    content = packed(sheet(cell("A1", "a&e;b"), OUTSIDE))

    try:
        said = str(workbook(content))
    except Unreadable:
        said = ""

    assert "root" not in said


@pytest.mark.parametrize("content", [b"PK", b"PK\3\4" + b"x" * 99, b"\xd0\xcf\x11\xe0" + b"x" * 99])
def test_what_is_no_workbook_is_refused(content):
    with pytest.raises(Unreadable):
        workbook(content)


def test_the_bank_s_statement_says_why(in_english):
    with pytest.raises(Refused, match="It is too large"):
        tables(BOMBS["last cell"](), len)


def test_a_usual_table_is_read():
    assert workbook(packed(sheet(cell("A1", "Tanggal") + cell("B2")))) == [
        ("Mutasi", [["Tanggal", ""], ["", "x"]])
    ]
