"""Bar, row 38: a workbook that is made to swell is refused, and the process that asked stays small.

What `bench trust` measures (2 s) is not asserted here, where other work may run beside.
"""

import io
import resource
import zipfile

import pytest
import xlsxwriter

from bench.xls import xls
from foundation.workbooks import Macros, TooLarge, Unreadable, workbook
from grants.payment.statements.files import tables
from grants.payment.statements.lines import Refused
from groups.registers.reading import UnknownTable, read_people

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


OPEN = "urn:oasis:names:tc:opendocument:xmlns"
CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


def opendocument(rows: str) -> bytes:
    names = " ".join(f'xmlns:{name}="{OPEN}:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<office:body><office:spreadsheet><table:table table:name="S">{rows}</table:table>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", "<manifest/>")
        made.writestr(
            "content.xml",
            f"<office:document-content {names}>{body}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
    return file.getvalue()


OF_PEOPLE = {
    "rows of ods": lambda: opendocument(
        f'<table:table-row table:number-rows-repeated="1048576">{CELL}</table:table-row>'
    ),
    "claims of xls": lambda: xls([["x"]], claimed=(1_048_576, 16_384)),
    "rows of csv": lambda: b";;;\n" * 200_000,
    "cells of csv": lambda: b";" * 6_000_000,
    "text": lambda: b"a\n" * 16_000_000,
    "rows of html": lambda: b"<table>" + b"<tr><td>" * 150_000,
    "wrong kind": lambda: b"%PDF-1.7\n" + bytes(9_000),
}


@pytest.mark.parametrize("bomb", OF_PEOPLE)
def test_a_bomb_among_files_of_people_is_refused(bomb):
    content = OF_PEOPLE[bomb]()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    with pytest.raises((TooLarge, Unreadable)):
        read_people(content, "penduduk.xlsx")

    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MORE_MEMORY


def test_a_program_is_refused_whatever_the_name():
    with pytest.raises(Macros):
        read_people(packed(sheet(""), **{"xl/vbaProject.bin": b"x"}), "penduduk.xlsm")
    with pytest.raises(Macros):
        read_people(xls([["x"]]) + "_VBA_PROJECT_CUR".encode("utf-16-le"), "penduduk.xls")


def test_a_million_empty_rows_are_no_people():
    empty = '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/>'

    with pytest.raises(UnknownTable):
        read_people(opendocument(f"{empty}</table:table-row>"), "penduduk.ods")


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
