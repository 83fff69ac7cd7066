"""The decree (SK) of the head of office, as an office writes it (domain.md §11d)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.formatting import rupiah, terbilang
from foundation.texts import Text
from papers.content import Table, content, official
from papers.office import head_signature
from papers.parts import NUMBER, Part, annex, centre, decided, heading, points
from papers.wording import filled

ORDINALS = ("KESATU", "KEDUA", "KETIGA", "KEEMPAT", "KELIMA", "KEENAM", "KETUJUH", "KEDELAPAN")


@dataclass(frozen=True)
class Listed:
    """A group of the list: its place in the ranking, where it is, who leads it."""

    place: str
    group: str
    village: str
    subdistrict: str
    chair: str
    amount: int


@dataclass(frozen=True)
class DecreeSays:
    """What differs from decree to decree; `amends` is the number of the one that this changes."""

    program: str
    year: int
    report_days: int
    rows: Sequence[Listed]
    leaving: Sequence[tuple[str, int, str]] = ()
    amends: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(row.amount for row in self.rows)


@official
def decree_of(
    says: DecreeSays,
    *,
    office: Region,
    head: Any,
    words: dict[str, str],
    date: datetime.date,
    by: Any,
) -> dict[str, Any]:
    """The decree, or one that changes an earlier one; the list of groups is its annex."""
    about = _about(says)
    name = str(head.name).upper()
    blanks = {
        "tentang": about,
        "program": says.program,
        "tahun": str(says.year),
        "hari_laporan": str(says.report_days),
    }
    opening = decree_opening(
        name,
        about,
        considering=filled(words["considering"], **blanks),
        recalling=filled(words["recalling"]),
        dictum=[_first(says), *filled(words["dictum"], **blanks)],
    )
    return content(
        title=_("Addendum to the decree") if says.amends else _("Decree on the grant's groups"),
        about=says.program,
        tables=_tables(says),
        amount=says.total,
        signatures=[head_signature(office, date, by)],
        parts=[
            *opening,
            decided(filled(words["copies"])),
            annex_of(name, about, _("LIST OF THE GROUPS")),
            "tables",
            "amount",
            "signatures",
        ],
        data=says.data,
    )


def decree_opening(
    office: str,
    about: str,
    *,
    considering: Sequence[str],
    recalling: Sequence[str],
    dictum: Sequence[str],
) -> list[Part]:
    """A decree up to its signature; `office` and what it is about."""
    return [
        _heading(office, about),
        points(_("Considering"), considering, "a."),
        points(_("Recalling"), recalling, "1."),
        centre(_("HAS DECIDED:")),
        points(_("To decide"), [_("Decree about %(what)s.") % {"what": about}]),
        *(points(ORDINALS[place], [text]) for place, text in enumerate(dictum[: len(ORDINALS)])),
    ]


def _heading(office: str, about: str) -> Part:
    return heading(
        _("DECREE OF THE HEAD OF %(office)s") % {"office": office},
        _("NUMBER %(number)s") % {"number": NUMBER},
        "",
        _("ABOUT"),
        about.upper(),
        "",
        _("HEAD OF %(office)s,") % {"office": office},
        number="",
    )


def _about(says: DecreeSays) -> str:
    if says.amends:
        return _("a change of decree number %(number)s, on the groups that receive %(program)s") % {
            "number": says.amends,
            "program": says.program,
        }
    return _("the groups that receive %(program)s in %(year)s") % {
        "program": says.program,
        "year": says.year,
    }


def _first(says: DecreeSays) -> str:
    text = _(
        "%(count)s groups receive the aid of %(program)s, together %(total)s (%(in_words)s), as"
        " listed in the annex, which is a part of this decree."
    )
    return text % {
        "count": len(says.rows),
        "program": says.program,
        "total": rupiah(says.total),
        "in_words": terbilang(says.total),
    }


def annex_of(office: str, about: str, title: Text) -> Part:
    """The head of the annex of a decree of this office."""
    return annex(
        title,
        _("ANNEX OF THE DECREE OF THE HEAD OF %(office)s") % {"office": office},
        _("NUMBER %(number)s") % {"number": NUMBER},
        _("ABOUT %(about)s") % {"about": about.upper()},
    )


@dataclass(frozen=True)
class GroupDecreeSays:
    """A decree on one group: what it is about, its first point, the words for its kind."""

    about: str
    first: str
    kind: str  # of its words: forming …
    blanks: dict[str, str]
    tables: Sequence[Table] = ()
    annex_title: Text = ""
    data: dict[str, Any] = field(default_factory=dict)


@official
def group_decree_of(
    says: GroupDecreeSays,
    *,
    office: Region,
    head: Any,
    words: dict[str, str],
    date: datetime.date,
    by: Any,
) -> dict[str, Any]:
    """A decree on one group, with the words that the office has for its kind."""
    name = str(head.name).upper()
    opening = decree_opening(
        name,
        says.about,
        considering=filled(words[f"{says.kind}_considering"], **says.blanks),
        recalling=filled(words["group_recalling"]),
        dictum=[says.first, *filled(words[f"{says.kind}_dictum"], **says.blanks)],
    )
    annexed: list[Part] = [annex_of(name, says.about, says.annex_title), "tables", "signatures"]
    return content(
        title=_("Decree on a group"),
        about=says.about,
        tables=says.tables,
        signatures=[head_signature(office, date, by)],
        parts=[
            *opening,
            decided(filled(words["group_copies"], **says.blanks)),
            *(annexed if says.tables else []),
        ],
        data=says.data,
    )


def _tables(says: DecreeSays) -> list[Table]:
    leaving = Table(
        heading=_("Groups that no longer receive it"),
        columns=[_("Group"), _("Amount"), _("Reason")],
        rows=[list(row) for row in says.leaving],
    )
    listed = Table(
        heading=_("Groups that receive the grant") if says.leaving else "",
        columns=[
            _("No."),
            _("Group"),
            _("Village"),
            _("Subdistrict"),
            _("Chair"),
            _("Amount"),
        ],
        rows=[
            [row.place, row.group, row.village, row.subdistrict, row.chair, row.amount]
            for row in says.rows
        ],
        total=["", _("Together"), "", "", "", says.total],
    )
    return [leaving, listed] if says.leaving else [listed]
