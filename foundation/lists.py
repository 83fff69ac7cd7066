"""Lists of an office: columns that sort, a table on a wide screen, a card a row on phones.

`?sort=village` sorts by the column of that key, `?sort=-village` the other way round. Any other
text leaves the list in its own order. `components/list.html` shows it.
"""

import html
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import F, QuerySet
from django.http import HttpRequest
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.exports import Column
from foundation.templatetags.wording import status
from foundation.texts import Text
from foundation.widgets import escaped

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


@dataclass(frozen=True)
class ListColumn:
    """A column: what a row shows in it, and what it sorts by, if it does.

    `by` are fields of the query. Where rows are sorted in memory, `value` is of what is sorted.
    `in_file` is what the file shows of it, where that is not what the page shows.
    """

    heading: Text
    cell: Callable[[Any], object]
    key: str = ""  # in the address
    by: Sequence[str] = ()
    value: Callable[[Any], Any] | None = None
    is_figure: bool = False
    is_head: bool = False  # says which row it is; the first column, if none does
    is_act: bool = False  # buttons, of which a file has none
    in_file: Callable[[Any], object] | None = None
    width: int = 20  # in the file, as Excel counts


class OfficeList:
    """The columns of a list, and the order that the address asks for."""

    def __init__(
        self, request: HttpRequest, columns: Sequence[ListColumn], order: Sequence[str] = ()
    ) -> None:
        asked = request.GET.get("sort", "")
        self.columns, self.own = columns, order
        self.is_down = asked.startswith("-")
        keys = {each.key: each for each in columns if each.key}
        self.column = keys.get(asked.removeprefix("-"))

    def without_empty(self, rows: Iterable[Any]) -> "OfficeList":
        """The list without columns that do not sort and say nothing of any of these rows."""
        shown = copy(self)
        shown.columns = [
            each
            for each in self.columns
            if each.key or any(each.cell(row) not in (None, "") for row in rows)
        ]
        return shown

    def ordered(self, rows: Rows) -> Rows:
        """The rows as asked, equal ones in the list's own order; what is empty comes last."""
        by = self.column.by if self.column else ()
        fields = [
            F(name).desc(nulls_last=True) if self.is_down else F(name).asc(nulls_last=True)
            for name in by
        ]
        return rows.order_by(*fields, *self.own)

    def sorted(self, rows: Iterable[Any]) -> Any:
        """Rows in memory, likewise; as they came, where the column's fields sort them."""
        value = self.column.value if self.column else None
        if value is None:
            return rows
        filled: list[Any] = []
        empty: list[Any] = []
        for row in rows:
            (empty if value(row) in (None, "") else filled).append(row)
        return sorted(filled, key=value, reverse=self.is_down) + empty

    def table(self, rows: Iterable[Any]) -> tuple[list[Column], Iterator[list[object]]]:
        """The columns and rows of the list's file: the words of what the page shows."""
        shown = [each for each in self.columns if not each.is_act]
        heads = [Column(each.heading, 14 if each.is_figure else each.width) for each in shown]
        cells = [each.in_file or each.cell for each in shown]
        return heads, ([_in_file(cell(row)) for cell in cells] for row in rows)


def _in_file(value: object) -> object:
    """Figures and days as they are, all else as text without its marks."""
    match value:
        case bool():
            return _("yes") if value else _("no")
        case SafeString():
            return html.unescape(strip_tags(value)).strip()
    return value


def as_keyed(keys: Sequence[int], rows: Iterable[Any]) -> list[Any]:
    """Rows in the order of their keys."""
    found = {row.pk: row for row in rows}
    return [found[key] for key in keys]


def link(address: str, text: object) -> SafeString:
    return SafeString(f'<a class="name" href="{escaped(address)}">{escaped(text)}</a>')


def act(address: str, text: object, of: object) -> SafeString:
    """A button of a row; `of` says to whom cannot see the row which one it is."""
    words = f'{escaped(text)}<span class="visually-hidden">: {escaped(of)}</span>'
    return SafeString(f'<a class="btn btn-outline btn-small" href="{escaped(address)}">{words}</a>')


def cut(text: object, *, wide: bool = False) -> SafeString:
    """A longer text, on one line of a wide screen; `wide` where other columns leave room."""
    said, kind = escaped(text), "cut cut-wide" if wide else "cut"
    return SafeString(f'<span class="{kind}" title="{said}">{said}</span>' if said else "")


SHORT = 30  # letters of a long text that a row shows


def folded(text: str) -> SafeString:
    """A text of several sentences: its first words, the whole of it on a tap."""
    if len(text) <= SHORT:
        return SafeString(escaped(text))
    begins = f"{text[:SHORT].rstrip()}…"
    return SafeString(f"<details><summary>{escaped(begins)}</summary>{escaped(text)}</details>")


def marks(*states: tuple[str, str]) -> SafeString:
    """States, each of a kind (see `status`) and its text."""
    return SafeString(" ".join(status(kind, text) for kind, text in states))
