"""Read the cells of a downloaded Excel table."""

import zipfile
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet_of(response) -> ElementTree.Element:
    content = b"".join(response.streaming_content)
    with zipfile.ZipFile(BytesIO(content)) as file:
        return ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))


def rows_of(response) -> list[list]:
    """Text as str, numbers and dates as int, with decimals as Decimal; empty cells are left out."""
    return [
        [value_of(cell) for cell in row.iterfind("x:c", NAMES)]
        for row in sheet_of(response).iterfind(".//x:row", NAMES)
    ]


def value_of(cell: ElementTree.Element) -> str | int | Decimal:
    assert cell.find("x:f", NAMES) is None, "a formula"
    if cell.get("t") == "inlineStr":
        return "".join(cell.itertext())
    number = Decimal(cell.findtext("x:v", namespaces=NAMES))
    return int(number) if number == int(number) else number
