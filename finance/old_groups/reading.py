"""A cut-off workbook to groups; each whole, or named with what is wrong in it."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from finance.old_groups.members import member_of
from finance.old_groups.rows import Lack, OldFlaw, OldGroup, OldMember, Workbook
from finance.old_groups.tables import Days, Line, lines_of
from foundation.tables import tables
from foundation.workbooks import Rows, require_no_macros
from groups.models import Group
from groups.registers.reading import SERIOUS, Fault, UnknownTable
from groups.registers.reading.cells import key, number, said
from groups.registers.reading.dates import NoDay

OF_GROUP = {"Nama Kelompok", "Tanggal Berdiri", "Tanggal Hitung"}
OF_MEMBER = {"Nama Kelompok", "Nama Lengkap", "Jenis Kelamin (L/P)"}
DAYS = ("Tanggal Berdiri", "Tanggal SK", "Tanggal Hitung")
BUSINESS = {
    "sapi": Group.Business.CATTLE,
    "kambing": Group.Business.GOATS,
    "domba": Group.Business.GOATS,
    "unggas": Group.Business.POULTRY,
    "ayam": Group.Business.POULTRY,
    "ikan": Group.Business.FISH,
    "tani": Group.Business.CROPS,
    "makan": Group.Business.FOOD,
    "rajin": Group.Business.CRAFT,
    "dagang": Group.Business.TRADE,
    "jasa": Group.Business.SERVICE,
}
USUAL_HOUR = datetime.time(16)
HOUR = re.compile(r"(\d{1,2})[.:](\d{2})(?:[.:]00)?(?: *(?:WIB|WITA|WIT))?", re.I)


def read_groups(content: bytes, *, today: datetime.date) -> Workbook:
    """What the workbook holds. Raises Unreadable, TooLarge or UnknownTable."""
    require_no_macros(content)
    return read_sheets(tables(content, len), today=today)


def read_sheets(sheets: list[tuple[str, Rows]], *, today: datetime.date) -> Workbook:
    groups, members = lines_of(sheets, OF_GROUP), lines_of(sheets, OF_MEMBER)
    if groups is None or members is None:
        first = next((row for _name, rows in sheets for row in rows), [])
        raise UnknownTable([said(cell) for cell in first], [])
    drafts = _drafts(groups)
    flaws = _share_out(members, drafts)
    days = Days(members, ["Tanggal Lahir"], today)
    for draft in drafts:
        draft.members = [member_of(line, days, draft.add) for line in draft.lines]
    _check_numbers(drafts)
    _check_posts(drafts)
    days = Days(groups, DAYS, today)
    whole = [group for draft in drafts if (group := _finished(draft, days))]
    flaws += [flaw for draft in drafts for flaw in draft.flaws]
    refused = {each.line.row: each.name for each in drafts if each.is_refused}
    counts = Counter(flaw.what.value for flaw in flaws)
    return Workbook(whole, refused, sorted(flaws, key=_place), len(members), dict(counts))


def _place(flaw: OldFlaw) -> tuple[str, int, str]:
    return flaw.sheet, flaw.row, flaw.column


@dataclass
class Draft:
    """A group on the way: its row, its members' rows, what is wrong."""

    line: Line
    name: str
    lines: list[Line] = field(default_factory=list)
    members: list[OldMember] = field(default_factory=list)
    flaws: list[OldFlaw] = field(default_factory=list)

    def add(self, line: Line, column: str, what: Lack | Fault) -> None:
        serious = isinstance(what, Lack) or what in SERIOUS
        self.flaws.append(OldFlaw(line.sheet, line.row, column, what, serious, self.name))

    @property
    def is_refused(self) -> bool:
        return any(flaw.serious for flaw in self.flaws)


def _drafts(lines: list[Line]) -> list[Draft]:
    drafts = [Draft(line, line.text("Nama Kelompok")) for line in lines]
    times = Counter(map(_own_key, drafts))
    for draft in drafts:
        if not draft.name:
            draft.add(draft.line, "Nama Kelompok", Lack.NO_NAME)
        elif times[_own_key(draft)] > 1:
            draft.add(draft.line, "Nama Kelompok", Lack.TWICE)
    return drafts


def _own_key(draft: Draft) -> tuple[str, str]:
    return key(draft.name), key(draft.line.text("Desa"))


def _share_out(members: list[Line], drafts: list[Draft]) -> list[OldFlaw]:
    """Give each member's row to its group; told are those of no group, or of one of two."""
    by_name: dict[str, list[Draft]] = {}
    for draft in drafts:
        by_name.setdefault(key(draft.name), []).append(draft)
    flaws = []
    for line in members:
        found = by_name.get(key(line.text("Nama Kelompok")), [])
        if village := key(line.text("Desa")):
            found = [each for each in found if key(each.line.text("Desa")) == village]
        if len(found) == 1 and found[0].name:
            found[0].lines.append(line)
        else:
            flaws.append(OldFlaw(line.sheet, line.row, "Nama Kelompok", Lack.NO_GROUP, True))
    return flaws


def _check_numbers(drafts: Iterable[Draft]) -> None:
    """Whose NIK stands on two rows of the file."""
    rows = [
        (draft, line, member.nik)
        for draft in drafts
        for line, member in zip(draft.lines, draft.members, strict=True)
        if member.nik
    ]
    times = Counter(nik for _draft, _line, nik in rows)
    for draft, line, nik in rows:
        if times[nik] > 1:
            draft.add(line, "NIK", Fault.NIK_TWICE)


def _check_posts(drafts: Iterable[Draft]) -> None:
    for draft in drafts:
        times = Counter(member.post for member in draft.members if member.post)
        for line, member in zip(draft.lines, draft.members, strict=True):
            if member.post and times[member.post] > 1:
                draft.add(line, "Jabatan", Lack.POST)


def _finished(draft: Draft, days: Days) -> OldGroup | None:
    """The group, if nothing serious is wrong with it; else its flaws are added."""
    line = draft.line
    formed, decree, counted = (_day(draft, days, name) for name in DAYS)
    cash, bank, iks, capital = (_amount(draft, name) for name in ("Kas", "Bank", "IKS", "Modal"))
    month_day, business = number(line.text("Tanggal Pertemuan")), _business(line.text("Usaha"))
    _require_told(draft, business, month_day)
    if draft.is_refused or not (formed and counted and business and month_day):
        return None
    group = OldGroup(
        row=line.row,
        name=draft.name[:60],
        village=line.text("Desa"),
        subdistrict=line.text("Kecamatan"),
        hamlet=line.text("Dusun")[:60],
        formed_on=formed,
        decree_number=line.text("Nomor SK")[:80],
        decree_on=decree,
        business=business,
        programme=line.text("Program"),
        facilitator=line.text("Pendamping"),
        month_day=month_day,
        hour=_hour(line.text("Jam")),
        place=line.text("Tempat")[:100],
        meetings_before=number(line.text("Pertemuan Sebelumnya")) or 0,
        counted_on=counted,
        counted_by=line.text("Dihitung Oleh")[:200],
        cash=cash,
        bank=bank,
        iks=iks,
        capital=capital,
        members=tuple(draft.members),
    )
    if group.owns != group.owes:
        draft.add(line, "Modal", Lack.UNBALANCED)
        return None
    return group


def _require_told(draft: Draft, business: str | None, month_day: int | None) -> None:
    line = draft.line
    for missing, column, what in (
        (not line.text("Desa"), "Desa", Lack.NO_VILLAGE),
        (business is None, "Usaha", Lack.NO_BUSINESS),
        (not month_day or month_day > 31, "Tanggal Pertemuan", Lack.NO_RHYTHM),
        (not line.text("Dihitung Oleh"), "Dihitung Oleh", Lack.NOBODY_COUNTED),
        (not draft.lines, "Nama Kelompok", Lack.NO_MEMBERS),
    ):
        if missing:
            draft.add(line, column, what)


def _day(draft: Draft, days: Days, name: str) -> datetime.date | None:
    """A day that must be there; that of the decree only where it has a number."""
    try:
        date = days.day(draft.line, name)
    except NoDay:
        date = None
        is_missing = True
    else:
        needed = name != "Tanggal SK" or bool(draft.line.text("Nomor SK"))
        is_missing = needed and date is None
    if is_missing:
        draft.add(draft.line, name, Lack.NO_DAY)
    return date


def _amount(draft: Draft, name: str) -> int:
    amount = draft.line.amount(name)
    if amount is None or (amount < 0 and name != "Modal"):
        draft.add(draft.line, name, Lack.AMOUNT)
        return 0
    return amount


def _business(text: str) -> str | None:
    words = text.casefold()
    return next((kind for word, kind in BUSINESS.items() if word in words), None)


def _hour(text: str) -> datetime.time:
    found = HOUR.fullmatch(text)
    if found and int(found[1]) < 24 and int(found[2]) < 60:
        return datetime.time(int(found[1]), int(found[2]))
    return USUAL_HOUR
