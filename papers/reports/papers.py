"""The list of papers (agenda surat), and what anybody may know of a public one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from foundation.exports import Column
from foundation.formatting import dotted, terbilang
from foundation.lists import ListColumn, link, marks
from foundation.templatetags.constants import address_of
from papers.content import official
from papers.models import Paper
from papers.models.papers import PaperQuerySet
from papers.seal import read_code


def papers_found(user: User, typed: dict[str, Any]) -> PaperQuerySet:
    """Papers by what was typed: a part of the number, a code, words of the group, kind, days."""
    rows = (
        Paper.objects.visible_to(user)
        .select_related("group", "office", "by", "superseded_by")
        .defer("text")
    )
    if words := str(typed.get("q") or "").strip():
        group = re.sub(r"^kube\s+", "", words, flags=re.IGNORECASE)
        named = Q(number__icontains=words) | Q(group__name__icontains=group)
        rows = rows.filter(named | Q(code=read_code(words) or None))
    if kind := typed.get("kind"):
        rows = rows.filter(kind=kind)
    if since := typed.get("since"):
        rows = rows.filter(date__gte=since)
    if until := typed.get("until"):
        rows = rows.filter(date__lte=until)
    return rows


PAPER_ORDER = ("-date", "-pk")


def paper_columns() -> list[ListColumn]:
    return [
        ListColumn(gettext_lazy("Number"), _linked, "number", ["number"]),
        ListColumn(gettext_lazy("Date"), lambda paper: paper.date, "date", ["date"]),
        ListColumn(gettext_lazy("Kind of letter"), Paper.get_kind_display, "kind", ["kind"]),
        ListColumn(gettext_lazy("Group"), lambda paper: paper.group, "group", ["group__name"]),
        ListColumn(gettext_lazy("Issued by"), lambda paper: paper.by.name, "by", ["by__name"]),
        ListColumn(gettext_lazy("Code"), lambda paper: paper.code),
        ListColumn(gettext_lazy("State"), _state),
    ]


def _linked(paper: Paper) -> SafeString:
    return link(address_of("papers:paper", paper.pk), paper.number)


def _state(paper: Paper) -> SafeString:
    return marks(("wait", _("Replaced"))) if paper.is_superseded else marks()


def paper_table(rows: PaperQuerySet) -> tuple[list[Column], Iterable[list[Any]]]:
    heads = [_("Number"), _("Date"), _("Kind of letter"), _("Group"), _("Issued by"), _("Code")]
    columns = [Column(head) for head in heads]
    return columns, (
        [
            row.number,
            row.date,
            row.get_kind_display(),
            str(row.group or ""),
            row.by.name,
            row.code,
        ]
        for row in rows.iterator(chunk_size=1_000)
    )


@dataclass(frozen=True)
class PublicFacts:
    """Of a paper that all may read: how many groups, how much, and the list without names."""

    groups: int
    amount: int | None
    in_words: str
    columns: list[str]
    rows: list[list[str]]


def _shown(cell: str | int) -> str:
    return dotted(cell) if isinstance(cell, int) else cell


@official
def public_facts(paper: Paper) -> PublicFacts | None:
    """None of a paper that is not public."""
    said = paper.content
    tables = said.get("tables") or []
    if paper.kind not in Paper.PUBLIC or not tables:
        return None
    table, amount = tables[-1], said.get("amount")
    shown = [place for place, name in enumerate(table["columns"]) if name != _("Chair")]
    return PublicFacts(
        groups=len(table["rows"]),
        amount=amount,
        in_words=terbilang(amount) if amount else "",
        columns=[table["columns"][place] for place in shown],
        rows=[[_shown(row[place]) for place in shown] for row in table["rows"]],
    )
