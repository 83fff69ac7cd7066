"""The list of papers (agenda surat), and what anybody may know of a public one."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.exports import Column
from foundation.formatting import dotted, terbilang
from papers.content import official
from papers.models import Paper
from papers.models.papers import PaperQuerySet
from papers.seal import read_code


def listed(user: User, typed: dict[str, Any]) -> PaperQuerySet:
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
    return rows.order_by("-date", "-pk")


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
