"""The content of a paper, as canonical JSON.

Apps build the content with `content` and issue the paper in the transaction of the act:

    @official
    def agreement_content(award: Award, ...) -> dict[str, Any]:
        return content(
            title=_("Agreement on the grant"),
            facts=[(_("Group"), str(award.group)), (_("Grant"), award.amount)],
            paragraphs=[_("The group uses the money as its budget plan says."), ...],
            tables=[Table(columns=[_("Item"), _("Amount")], rows=[["Sapi", 20_000_000], ...],
                          total=[_("Together"), 30_000_000])],
            amount=award.amount,
            signatures=[Signature(_("Chair"), chair.person.name, str(award.group)), ...],
            data={"award": award.pk, ...},
        )

    content = agreement_content(award)
    paper = issue_paper(Paper.Kind.AGREEMENT, office=…, content=content, date=…, by=…)

A whole number is an amount in rupiah; all else is text, as it is printed. Days are written out
(`formatting.day`). No NIK and no address of a person: a paper may be posted in public. `/check/`
shows nothing of the content.
"""

import datetime
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.utils import translation

from foundation.texts import Text
from papers.parts import Part

Cell = Text | int
OFFICIAL = "official"  # the layout; papers of before have none


@dataclass(frozen=True)
class Table:
    """Rows under column headings; `total` has a cell a column and is printed below a line."""

    columns: Sequence[Text]
    rows: Sequence[Sequence[Cell]]
    total: Sequence[Cell] = field(default_factory=list)
    heading: str = ""

    def __post_init__(self) -> None:
        widths = {len(row) for row in [*self.rows, *([self.total] if self.total else [])]}
        if widths - {len(self.columns)}:
            raise ValueError(f"Rows of {widths} cells under {len(self.columns)} columns.")


@dataclass(frozen=True)
class Signature:
    """A place to sign: the role, the name, and the group, office or village signed for."""

    role: Text
    name: Text = ""
    of: Text = ""
    rank: Text = ""
    nip: Text = ""
    stamp: bool = False  # a place for the duty stamp (meterai)


P = ParamSpec("P")
Built = TypeVar("Built")


def official(builder: Callable[P, Built]) -> Callable[P, Built]:
    """Decorator: build the content in Indonesian whatever the active language."""

    @wraps(builder)
    def build(*args: P.args, **kwargs: P.kwargs) -> Built:
        with translation.override(settings.LANGUAGE_CODE):
            return builder(*args, **kwargs)

    return build


def content(
    *,
    title: Text,
    about: Text = "",
    facts: Sequence[tuple[Text, Cell]] = (),
    paragraphs: Sequence[Text] = (),
    tables: Sequence[Table] = (),
    amount: int | None = None,
    closing: Sequence[Text] = (),
    signatures: Sequence[Signature] = (),
    parts: Sequence[Part] = (),
    head: dict[str, Any] | None = None,
    own_number: str = "",
    data: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """The whole content of a paper in print order; empty parts are not printed.

    `parts` (`papers.parts`) put them in another order with words between. `head` and `own_number`
    are those of a group, for a letter that is not the office's. `amount` is printed with its words
    (terbilang); `data` is for programs (ids, snapshots): part of
    the digest, never printed.
    """
    return {
        "title": str(title),
        "about": str(about),
        "facts": [[str(label), _cell(value)] for label, value in facts],
        "paragraphs": [str(text) for text in paragraphs],
        "tables": [_table(each) for each in tables],
        "amount": amount,
        "closing": [str(text) for text in closing],
        "signatures": [
            {name: value if name == "stamp" else str(value) for name, value in asdict(each).items()}
            for each in signatures
        ],
        "parts": list(parts),
        "head": head,
        "own_number": own_number,
        "layout": OFFICIAL,
        "data": data or {},
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "heading": str(table.heading),
        "columns": [str(column) for column in table.columns],
        "rows": [[_cell(value) for value in row] for row in table.rows],
        "total": [_cell(value) for value in table.total],
    }


def _cell(value: Cell) -> Cell:
    """Integers stay integers, lazy texts become str; a float or a date is a programming error."""
    if isinstance(value, bool | float | datetime.date):
        raise ValueError(f"{value!r} on a paper: write it out as it is to be read.")
    return value if isinstance(value, int) else str(value)


def canonical(content: dict[str, Any]) -> str:
    """Canonical JSON, so that the digest can be recomputed anywhere."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
