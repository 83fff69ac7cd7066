"""The table of an office's list, written by a function: a page has two hundred cells."""

import datetime
from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from foundation.formatting import dotted, short_day
from foundation.lists import ListColumn, OfficeList
from foundation.widgets import escaped

register = template.Library()


@register.simple_tag
def list_head(listed: OfficeList, request: HttpRequest) -> SafeString:
    """The headings; each that sorts is a link, which keeps the filters and begins at page one."""
    return SafeString("".join(_heading(each, listed, request) for each in listed.columns))


def _heading(column: ListColumn, listed: OfficeList, request: HttpRequest) -> str:
    kind = ' class="num"' if column.is_figure else ""
    text = escaped(column.heading)
    if not column.key:
        return f'<th scope="col" role="columnheader"{kind}>{text}</th>'
    is_now = listed.column is column
    asked = request.GET.copy()
    asked.pop("page", None)
    asked["sort"] = f"-{column.key}" if is_now and not listed.is_down else column.key
    sorts = f' aria-sort="{"descending" if listed.is_down else "ascending"}"' if is_now else ""
    return (
        f'<th scope="col" role="columnheader"{kind}{sorts}>'
        f'<a id="sort-{column.key}" href="?{escaped(asked.urlencode())}">{text}</a></th>'
    )


@register.simple_tag
def filled_columns(listed: OfficeList, rows: Iterable[Any]) -> OfficeList:
    return listed.without_empty(rows)


@register.simple_tag
def list_rows(listed: OfficeList, rows: Iterable[Any]) -> SafeString:
    """A row each; on a phone each cell says its heading."""
    head = next((each for each in listed.columns if each.is_head), listed.columns[0])
    tags = [(each, *_tags(each, is_head=each is head)) for each in listed.columns]
    return SafeString("".join(_row(tags, row) for row in rows))


def _tags(column: ListColumn, *, is_head: bool) -> tuple[str, str]:
    """What a cell of the column begins and ends with."""
    if is_head:
        return '<th scope="row" role="rowheader">', "</th>"
    kind = ' class="num"' if column.is_figure else ""
    return f'<td role="cell" data-label="{escaped(column.heading)}"{kind}>', "</td>"


def _row(tags: list[tuple[ListColumn, str, str]], row: Any) -> str:
    cells = "".join(f"{begin}{_shown(column.cell(row))}{end}" for column, begin, end in tags)
    return f'<tr role="row">{cells}</tr>\n'


def _shown(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case int():
            return dotted(value)
        case datetime.date():
            return f'<span class="day">{short_day(value)}</span>'
        case _:
            return escaped(value)


@register.simple_tag
def list_foot(listed: OfficeList, first: object, sums: Iterable[int]) -> SafeString:
    """A last row: `first` says what it is, the sums stand in the columns of figures."""
    figures = iter(sums)
    head, *others = listed.columns
    shown = (dotted(next(figures)) if each.is_figure else "" for each in others)
    tags = (_tags(each, is_head=False) for each in others)
    cells = "".join(f"{begin}{text}{end}" for (begin, end), text in zip(tags, shown, strict=True))
    begin, end = _tags(head, is_head=True)
    return SafeString(f'<tr role="row">{begin}{escaped(first)}{end}{cells}</tr>\n')


@register.filter
def is_narrowed(form: BaseForm) -> bool:
    """Whether a filter was chosen; a list that is only sorted shows all its rows."""
    return form.is_bound and any(form.data.get(field.html_name) for field in form)
