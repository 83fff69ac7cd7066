"""The members of a group as a table: our own, and the one that SIKS-NG and the village ask back."""

from collections.abc import Iterable
from typing import Protocol

from django.utils.translation import gettext as _

from foundation.exports import Column
from groups.models import Membership

Table = tuple[list[Column], list[list[object]]]


class Listed(Protocol):
    @property
    def member(self) -> Membership: ...
    @property
    def nik(self) -> str: ...
    @property
    def kk(self) -> str: ...
    @property
    def decile(self) -> int | None: ...


def own_table(rows: Iterable[Listed], *, whole: bool) -> Table:
    """As the page of members; the birth date stands beside whole numbers alone."""
    columns = [
        Column(_("No."), 8),
        Column(_("Name"), 30),
        Column(_("Woman or man"), 14),
        Column(_("Born on"), 14),
        Column(_("NIK"), 20),
        Column(_("KK"), 20),
        Column(_("Address"), 30),
        Column(_("Village"), 24),
        Column(_("Decile"), 8),
        Column(_("Member from"), 14),
    ]
    return columns, [_own(each, whole=whole) for each in rows]


def _own(each: Listed, *, whole: bool) -> list[object]:
    member, person = each.member, each.member.person
    born = person.born_on if whole else person.born_on and str(person.born_on.year)
    return [
        member.code,
        person.name,
        person.get_sex_display(),
        born,
        each.nik,
        each.kk,
        person.household.address,
        person.household.village.name,
        each.decile,
        member.since,
    ]


def siks_table(rows: Iterable[Listed]) -> Table:
    """The columns of SIKS-NG's own list of deciles, whatever language the page is in."""
    widths = {"NO": 6, "NO KK": 20, "NIK": 20, "NAMA": 30, "ALAMAT": 40, "DESIL": 8}
    columns = [Column(name, width) for name, width in widths.items()]
    return columns, [
        [
            number,
            each.kk,
            each.nik,
            each.member.person.name.upper(),
            each.member.person.household.address.upper(),
            each.decile,
        ]
        for number, each in enumerate(rows, start=1)
    ]
