"""The parts of a paper in the order of their printing (domain.md §11d).

A part is a dict that `documents/official.typ` sets, or the name of a section of the content:
facts, paragraphs, tables, amount, closing, signatures.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from foundation.texts import Text

Part = dict[str, Any] | str
NUMBER = "{number}"  # where the paper's own number is printed, which the database gives
NUMBERED = gettext_lazy("Number: %(number)s")
GENERAL: list[Part] = ["facts", "paragraphs", "tables", "amount", "closing", "signatures"]


def heading(*lines: Text, number: Text = NUMBERED) -> Part:
    """Lines in the middle, an empty one is a gap, and the number below."""
    return {"part": "heading", "lines": _texts(lines), "number": number % {"number": NUMBER}}


def texts(*paragraphs: Text) -> Part:
    return {"part": "texts", "texts": _texts(paragraphs)}


def centre(text: Text) -> Part:
    return {"part": "centre", "text": str(text)}


def points(label: Text, items: Sequence[Text], mark: str = "") -> Part:
    """Points under a label at the left; `mark` is "a." or "1.", or none."""
    return {"part": "points", "label": str(label), "items": _texts(items), "mark": mark}


def pairs(*rows: tuple[Text, Text]) -> Part:
    """A label and what it says, a line each."""
    return {"part": "pairs", "rows": [_texts(row) for row in rows]}


def numbered(items: Iterable[Text]) -> Part:
    return {"part": "numbered", "items": _texts(items)}


def clause(heading: Text, title: Text, paragraphs: Sequence[Text]) -> Part:
    """An article of an agreement: Pasal 1."""
    return {
        "part": "clause",
        "heading": str(heading),
        "title": str(title),
        "texts": _texts(paragraphs),
    }


def letter(rows: Sequence[tuple[Text, Text]], to: Sequence[Text]) -> Part:
    """The head of a letter: number, annexes, subject; the day at the right; to whom."""
    return {"part": "letter", "rows": [_texts(row) for row in rows], "to": _texts(to)}


def copies(items: Sequence[Text]) -> Part:
    """Tembusan, below the signature."""
    return {"part": "copies", "items": _texts(items)}


def decided(copies: Sequence[Text]) -> Part:
    """The signature of a decree, with place and day in two lines; who gets a copy at its left."""
    return {"part": "decided", "copies": _texts(copies)}


def annex(title: Text, *lines: Text) -> Part:
    """A new page with its own head."""
    return {"part": "annex", "title": str(title), "lines": _texts(lines)}


def _texts(texts: Iterable[Text]) -> list[str]:
    return [str(text) for text in texts]
