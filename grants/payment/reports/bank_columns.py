"""Columns of the list of statement lines, on the page and in its file."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.exports import Column
from foundation.formatting import short_day
from foundation.lists import ListColumn, cut, link, marks
from foundation.templatetags.constants import address_of
from grants.payment.reports.suggestions import Suggestion

OF_GROUP = "match__transfer__disbursement__award__group__name"


def line_columns(with_other_side: bool = True) -> list[ListColumn]:
    """The columns of `Suggestion`s; settled lines are sorted by the database, open ones here.

    Where no line of the bank says who is on the other side, its columns give their room to the
    description, in which that is said.
    """

    def text(heading: Any, name: str, wide: bool = False) -> ListColumn:
        value = attrgetter(f"line.{name}")
        return ListColumn(heading, lambda row: cut(value(row), wide=wide), name, [name], value)

    other_side = [
        text(gettext_lazy("Account on the other side"), "counter_account"),
        text(gettext_lazy("Name on the other side"), "counter_name"),
    ]

    return [
        ListColumn(gettext_lazy("Day"), _linked, "date", ["date"], attrgetter("line.date")),
        ListColumn(
            gettext_lazy("Amount"),
            _amount,
            "amount",
            ["amount"],
            attrgetter("line.amount"),
            is_figure=True,
        ),
        text(gettext_lazy("Reference"), "reference"),
        *(other_side if with_other_side else []),
        text(gettext_lazy("Description"), "text", wide=not with_other_side),
        ListColumn(
            gettext_lazy("Group"),
            lambda row: row.group or cut(row.perhaps and f"{_('Perhaps:')} {row.perhaps}"),
            "group",
            [OF_GROUP],
            lambda row: str(row.group or ""),
        ),
        ListColumn(
            gettext_lazy("What it is"),
            lambda row: marks((row.mark, row.label)),
            "what",
            ["match__kind", "note__kind"],
            attrgetter("label"),
        ),
    ]


def _linked(row: Suggestion) -> SafeString:
    line = row.line
    hidden = line.counter_name or line.reference or line.text
    words = format_html('{}<span class="visually-hidden">: {}</span>', short_day(line.date), hidden)
    return link(address_of("grants:statement_line", line.pk), words)


def _amount(row: Suggestion) -> SafeString:
    kind, sign = ("minus", "") if row.line.amount < 0 else ("plus", "+")
    return format_html('<span class="{}">{}{}</span>', kind, sign, row.line.written)


def lines_table(rows: Iterable[Suggestion]) -> tuple[list[Column], Iterator[list[Any]]]:
    columns = [
        Column(_("Day")),
        Column(_("Amount")),
        Column(_("Reference"), 20),
        Column(_("Account on the other side"), 20),
        Column(_("Name on the other side"), 24),
        Column(_("Description"), 40),
        Column(_("Group"), 24),
        Column(_("What it is"), 40),
    ]
    return columns, (
        [
            row.line.date,
            row.line.exact if row.line.sen else row.line.amount,
            row.line.reference,
            row.line.counter_account,
            row.line.counter_name,
            row.line.text,
            str(row.group or ""),
            row.label,
        ]
        for row in rows
    )
