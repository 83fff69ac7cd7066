"""Bytes of a file to text, and to the rows of its tables: CSV, Excel or HTML."""

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from foundation.workbooks import MOST_ROWS, Rows, TooLarge, Unreadable, workbook
from grants.payment.statements.lines import Refused, clean

DELIMITERS = ";\t,|"
NO_TABLE = 0.01  # share of characters that no text has


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


def tables(content: bytes, score: Callable[[Rows], int]) -> list[Rows]:
    """The tables of a file; of a text, as the delimiter cuts it that scores most."""
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        found = _excel(content)
    elif re.search(rb"<(html|table)\b", content[:2000], re.IGNORECASE):
        found = [_html(decoded(content))]
    else:
        found = [_csv(decoded(content), score)]
    if sum(map(len, found)) > MOST_ROWS:
        raise Refused(_("It has too many rows. Take a shorter time."))
    return found


def _csv(text: str, score: Callable[[Rows], int]) -> Rows:
    if "\0" in text or _binary(text):
        raise Refused(_("It is neither MT940 nor a table."))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if named := re.match(r"sep=(.)\n", text):
        return _cut(text, named[1])
    head = text[:20_000]
    delimiters = sorted(filter(head.count, DELIMITERS), key=head.count, reverse=True)
    cuts = {each: score(_beginning(head, each)) for each in delimiters}
    return _cut(text, max(cuts, key=cuts.__getitem__, default=","))


def _binary(text: str) -> bool:
    odd = len(re.findall(r"[\x01-\x08\x0e-\x1f\ufffd]", text[:5000]))
    return odd > len(text[:5000]) * NO_TABLE


def _beginning(head: str, delimiter: str) -> Rows:
    """The first rows, as well as they can be cut."""
    return [list(row) for row in csv.reader(head.splitlines(), delimiter=delimiter)]


def _cut(text: str, delimiter: str) -> Rows:
    rows: Rows = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        rows.extend(list(row) for row in reader)
    except csv.Error as cause:
        why = _("It is neither MT940 nor a table: a quotation mark is left open.")
        raise Refused(why, len(rows) + 1) from cause
    return rows


def _excel(content: bytes) -> list[Rows]:
    try:
        return [rows for _name, rows in workbook(content)]
    except TooLarge as cause:
        raise Refused(_("It is too large.")) from cause
    except Unreadable as cause:
        raise Refused(_("It is no table of Excel.")) from cause


class _Table(HTMLParser):
    """The rows of all tables of a page, such as some banks call .xls."""

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
    page = _Table()
    page.feed(text)
    return page.rows
