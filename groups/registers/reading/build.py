"""Persons from the cells of a file, and their flaws."""

import datetime
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from groups.registers.reading.addresses import hamlet, pair, place_in
from groups.registers.reading.cells import digits, is_name, key, number
from groups.registers.reading.codes import STATUS, WORDS, decode
from groups.registers.reading.dates import NoDay, Orders, Written, read_day
from groups.registers.reading.numbers import LENGTH, digits_of, faults_of_nik
from groups.registers.reading.people import SERIOUS, Fault, Flaw, PersonRow
from groups.registers.reading.walk import RawPerson

ODD_IN_NAMES = re.compile(r"[^\w\s.,'’‘`\-()/]|\d|^=", re.UNICODE)
AWAY = {"Mati": Fault.DEAD, "Tidak Valid": Fault.NOT_VALID}
NOTE = re.compile(r"(MD|PD|mati|meninggal|wafat|almarhum(?:ah)?|alm|pindah)\b", re.I)
Codes = dict[str, dict[str, str]]
PLACE_AND_DAY = re.compile(r"(?P<place>.*?)[\s,/]+(?P<day>\d{1,2}[-/. ]\S.*|\d{4}-\d.*|\d{8})")


@dataclass
class Draft:
    """A person on the way to a row: the number read, the day not yet settled."""

    raw: RawPerson
    nik: str = ""
    day: Written | None = None
    flaws: list[tuple[str, Fault]] = field(default_factory=list)  # our field, what

    def add(self, name: str, what: Fault) -> None:
        self.flaws.append((name, what))

    def has(self, name: str) -> bool:
        return any(name == each for each, _what in self.flaws)


def build(
    raws: list[RawPerson], codes: Codes, village: str, sheet: str, today: datetime.date
) -> tuple[list[PersonRow], list[Flaw]]:
    drafts = [_draft(raw, today) for raw in raws]
    orders = Orders((each.day, each.nik) for each in drafts if each.day)
    people = [_person(each, orders, codes, village, sheet) for each in drafts]
    _find_doubles(drafts)
    return people, [flaw for each in drafts for flaw in _flaws(each, sheet)]


def _flaws(draft: Draft, sheet: str) -> Iterator[Flaw]:
    for name, what in draft.flaws:
        row, column = draft.raw.row, draft.raw.columns.name(name)
        if name == "kk" and not column:
            column = draft.raw.family.label
        yield Flaw(row, column or name, what, what in SERIOUS, sheet)


def _draft(raw: RawPerson, today: datetime.date) -> Draft:
    draft = Draft(raw)
    draft.nik, fault = digits_of(raw.cells.get("nik", ""))
    if fault:
        draft.add("nik", fault)
    elif not draft.nik and "nik" in raw.columns.places:
        draft.add("nik", Fault.NIK_MISSING)
    cell = raw.cells.get("born", "")
    if "born" not in raw.cells and (both := raw.text("place_born")):
        found = PLACE_AND_DAY.fullmatch(both)
        raw.cells["place"], cell = (found["place"], found["day"]) if found else (both, "")
    try:
        draft.day = read_day(cell, today)
    except NoDay:
        draft.add("born", Fault.BORN_IMPOSSIBLE)
    return draft


def _person(draft: Draft, orders: Orders, codes: Codes, village: str, sheet: str) -> PersonRow:
    raw, home = draft.raw, _home(draft.raw, village)
    name = raw.text("name") if is_name(raw.text("name")) else ""
    sex = _decoded(draft, "sex", codes)
    born = _born(draft, orders)
    _check_numbers(draft, sex, born)
    if not name:
        draft.add("name", Fault.NAME_MISSING)
    elif ODD_IN_NAMES.search(name):
        draft.add("name", Fault.NAME_SIGNS)
    return PersonRow(
        row=raw.row,
        name=name,
        sex=sex,
        born=born,
        nik=draft.nik,
        kk=_kk(draft),
        relation=_decoded(draft, "relation", codes),
        status=_status(draft, codes),
        rt=home[0],
        rw=home[1],
        hamlet=home[2],
        place=raw.text("place"),
        job=_decoded(draft, "job", codes),
        married=_married(draft, codes),
        mother=raw.text("mother"),
        father=raw.text("father"),
        decile=_decile(draft),
        aid=tuple(filter(None, [raw.text("aid"), *raw.aids])),
        address=raw.text("address") or raw.family.address,
        sheet=sheet,
    )


def _decoded(draft: Draft, name: str, codes: Codes) -> str:
    text = draft.raw.text(name)
    word = decode(name, text, codes)
    if word is None:
        draft.add(name, Fault.CODE)
    return word or ""


def _born(draft: Draft, orders: Orders) -> datetime.date | None:
    if draft.day is None:
        return None
    born, sure = orders.settle(draft.day, draft.nik)
    if born is None:
        draft.add("born", Fault.BORN_IMPOSSIBLE)
    elif not sure:
        draft.add("born", Fault.BORN_UNSURE)
    return born


def _check_numbers(draft: Draft, sex: str, born: datetime.date | None) -> None:
    if draft.nik and not draft.has("nik"):
        for fault in faults_of_nik(draft.nik, sex, born):
            at = {Fault.BORN_OTHER: "born", Fault.SEX_OTHER: "sex"}.get(fault, "nik")
            draft.add(at, fault)


def _kk(draft: Draft) -> str:
    raw = draft.raw
    known = "kk" in raw.columns.places
    kk, fault = digits_of(raw.cells.get("kk", "") if known else raw.family.kk)
    if not known and not raw.family.label:
        return kk  # a list without family cards
    if fault or (kk and len(kk) != LENGTH):
        draft.add("kk", Fault.KK_LENGTH)
    elif not kk:
        draft.add("kk", Fault.KK_MISSING)
    return kk


def _status(draft: Draft, codes: Codes) -> str:
    """What the column of states says, or a note that means one (MD, PD)."""
    column, status = "status", _decoded(draft, "status", codes)
    for heading, text in draft.raw.states.items():
        if not status and (found := STATUS.get(key(text)) or _noted(text)):
            column, status = heading, found
    if status.startswith("Pindah") or status in ("Pergi", "Hilang"):
        draft.add(column, Fault.MOVED)
    elif status in AWAY:
        draft.add(column, AWAY[status])
    return status


def _noted(text: str) -> str:
    """The state that begins a note: “MD 12-03-2020”, “PD ke Blitar”."""
    found = NOTE.match(text)
    return STATUS[key(found[1])] if found else ""


def _married(draft: Draft, codes: Codes) -> str:
    if draft.raw.text("married"):
        return _decoded(draft, "married", codes)
    words = WORDS["married"]
    return next((words[key(text)] for text in draft.raw.states.values() if key(text) in words), "")


def _decile(draft: Draft) -> int | None:
    text = draft.raw.text("decile")
    if not text:
        return None
    found = number(re.sub(r"(?i)^desil\s*", "", text))
    if found is None or not 1 <= found <= 10:
        draft.add("decile", Fault.DECILE)
        return None
    return found


def _home(raw: RawPerson, village: str) -> tuple[int | None, int | None, str]:
    """RT, RW and hamlet: of columns of their own, else of the address, else of the family."""
    own = place_in(raw.text("address"), raw.text("village") or village)
    rt, rw = pair(raw.text("rt_rw")) if raw.text("rt_rw") else (None, None)
    rt = number(digits(raw.text("rt"))) or rt or own.rt or raw.family.rt
    rw = number(digits(raw.text("rw"))) or rw or own.rw or raw.family.rw
    return rt, rw, hamlet(raw.text("hamlet")) or own.hamlet or raw.family.hamlet


def _find_doubles(drafts: list[Draft]) -> None:
    times = Counter(each.nik for each in drafts if each.nik)
    for draft in drafts:
        if times[draft.nik] > 1:
            draft.add("nik", Fault.NIK_TWICE)
