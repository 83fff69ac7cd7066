"""The tables of a file as rows of cells: Excel, OpenDocument, CSV or a page of HTML."""

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser

from foundation.workbooks import MOST_CELLS, MOST_ROWS, Rows, TooLarge, Unreadable, workbook

DELIMITERS = ";\t,|"
MOST_TEXT = 30_000_000  # bytes
NO_TEXT = 0.01  # share of characters that no text has
PACKED = (b"PK", b"\xd0\xcf\x11\xe0")  # how workbooks begin


class TooManyRows(TooLarge):
    """In all its tables together."""


class OpenQuote(Unreadable):
    """A text whose quotation mark is left open in that row."""

    def __init__(self, row: int):
        super().__init__()
        self.row = row


def clean(text: object) -> str:
    """Join to one line and remove control characters, which PostgreSQL refuses."""
    shown = "" if text is None else str(text)
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ufeff]", " ", shown).split())


def decoded(content: bytes) -> str:
    """The text, decoded by the first usual encoding that fits."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for encoding, zeros in (("utf-16-le", content[1:400:2]), ("utf-16-be", content[:400:2])):
        if len(zeros) > 3 and zeros.count(0) > len(zeros) * 0.8:
            return content.decode(encoding, errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def tables(content: bytes, score: Callable[[Rows], int]) -> list[tuple[str, Rows]]:
    """Name and rows of each table; a text is cut by the delimiter that scores most.

    Raises Unreadable or TooLarge.
    """
    if content.startswith(PACKED):
        found = workbook(content)
    elif len(content) > MOST_TEXT:
        raise TooLarge
    elif re.search(rb"<(html|table)\b", content[:2000], re.IGNORECASE):
        found = [("", _html(decoded(content)))]
    else:
        found = [("", _csv(decoded(content), score))]
    if sum(len(rows) for _name, rows in found) > MOST_ROWS:
        raise TooManyRows
    return found


def _csv(text: str, score: Callable[[Rows], int]) -> Rows:
    if "\0" in text or _binary(text):
        raise Unreadable
    if max(map(text.count, DELIMITERS)) > MOST_CELLS:
        raise TooLarge
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if named := re.match(r"sep=(.)\n", text):
        return _cut(text, named[1])
    head = text[:20_000]
    delimiters = sorted(filter(head.count, DELIMITERS), key=head.count, reverse=True)
    cuts = {each: score(_beginning(head, each)) for each in delimiters}
    return _cut(text, max(cuts, key=cuts.__getitem__, default=","))


def _binary(text: str) -> bool:
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1f\ufffd]", text[:5000]))
    return odd > len(text[:5000]) * NO_TEXT


def _beginning(head: str, delimiter: str) -> Rows:
    """The first rows, as well as they can be cut."""
    return [list(row) for row in csv.reader(head.splitlines(), delimiter=delimiter)]


def _cut(text: str, delimiter: str) -> Rows:
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append(list(row))
            if len(rows) > MOST_ROWS:
                raise TooManyRows
    except csv.Error as cause:
        raise OpenQuote(len(rows) + 1) from cause
    return rows


class _Table(HTMLParser):
    """The rows of all tables of a page, which some systems call .xls."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows = []
        self.cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self.cell is not None:
            self.rows[-1].append(clean("".join(self.cell)))
            self.cell = None

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)


def _html(text: str) -> Rows:
    if text.count("<") > MOST_CELLS or text.lower().count("<tr") > MOST_ROWS:
        raise TooLarge
    page = _Table()
    page.feed(text)
    return page.rows
