"""Cells of office files as text and numbers, without what is no data."""

import datetime
import re
from functools import lru_cache

from foundation.plain_text import plain
from foundation.tables import clean
from foundation.workbooks import Cell

APOSTROPHES = "'’‘`´"
EMPTY = {"", "null", "none", "nan", "n/a", "#n/a", "#ref!", "#value!", "#name?", "nihil"}
NOTHING = re.compile(r"[-–—_.*/\s]*")  # signs that stand for nothing
LARGEST = 10**17
REMEMBERED = 20_000  # most cells of a file say what others say


def said(cell: Cell) -> str:
    """The text of a cell on one line; empty where it says nothing."""
    if isinstance(cell, str):
        return _text(cell) if cell else ""
    if isinstance(cell, datetime.date):
        return f"{cell:%d/%m/%Y}"
    return whole(cell)


@lru_cache(REMEMBERED)
def _text(cell: str) -> str:
    text = clean(plain(cell))
    if text[:1] and text[0] in APOSTROPHES:
        text = text[1:].strip()  # how Excel marks a text
    return "" if text.casefold() in EMPTY or NOTHING.fullmatch(text) else text


def is_blank(row: list[Cell]) -> bool:
    return not any(cell.strip() if isinstance(cell, str) else True for cell in row)


def whole(number: float) -> str:
    """7.0 -> “7”, as Excel keeps whole numbers with a fraction."""
    if number == number and abs(number) < LARGEST and int(number) == number:
        return str(int(number))
    return str(number)


@lru_cache(REMEMBERED)
def key(heading: str) -> str:
    """Letters and figures alone: “No. KK :” and “no_kk” -> “nokk”."""
    return re.sub(r"[\W_]+", "", heading.casefold())


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def number(text: str) -> int | None:
    """A small number such as an RT, “006” or “6.0”; None for another text or zero."""
    found = re.fullmatch(r"(\d{1,6})(?:[.,]0+)?", text)
    return int(found[1]) or None if found else None


def is_name(text: str) -> bool:
    return any(sign.isalpha() for sign in text)
