"""One way through the rows of a sheet: headings, families, people; all else is no data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from foundation.tables import clean
from foundation.workbooks import Cell, Rows
from groups.registers.reading.cells import digits, is_blank, is_name, key, said
from groups.registers.reading.codes import RELATION, SEX
from groups.registers.reading.families import (
    Family,
    family_below,
    heads_families,
    labels_of,
)
from groups.registers.reading.headings import NEEDED, Columns, headings_of

NO_PERSON = re.compile(
    r"(sub ?)?(jumlah|total|jml|mengetahui|catatan|keterangan|ket\.|halaman|hal\.|dicetak|nip\b|"
    r"petugas|kepala (desa|dinas|dusun|seksi)|lurah\b|camat\b|sekretaris desa|ttd\b|sumber\b|"
    r"pendamping\b|operator\b|tembusan|tanda tangan)",
    re.I,
)
OFFICIAL = re.compile(r"(NIP|NRP|NPWP)\b", re.I)  # the number of who signs
SMALL = re.compile(r"\d{1,3}(\.0)?")
LABEL = re.compile(r":\s*$|^\s*NO(MOR)?\.?\s*(KK|KARTU)\b.*:", re.I)  # one that stands alone
COUNTED = re.compile(
    r"\b(?:jumlah|total|jml)\.?\s*(?P<what>[a-z ./-]*?)\s*[:=]?\s*(?P<count>\d[\d.]*)"
    r"\s*(?P<unit>jiwa|orang|kk|keluarga|kpm|data|penerima)?\b",
    re.I,
)
COUNTS = {
    "people": {"penduduk", "jiwa", "orang", "anggota", "data", "penerima", "individu", "warga"},
    "families": {"kk", "keluarga", "kpm", "kepalakeluarga", "kartukeluarga"},
    "men": {"lakilaki", "pria", "pendudukl", "lk"},
    "women": {"perempuan", "wanita", "pr"},
}


@dataclass
class RawPerson:
    """The cells of a person, and the family above."""

    row: int
    cells: dict[str, Cell]
    states: dict[str, str]  # what stands under headings that may be of a state
    aids: list[str]
    family: Family
    columns: Columns

    def text(self, field: str) -> str:
        return said(self.cells.get(field, ""))


@dataclass
class Walk:
    """What is seen on the way; `people` is what it is for."""

    mapping: Mapping[str, str]
    people: list[RawPerson] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)  # of headings and labels
    ways: set[str] = field(default_factory=set)  # how families are told: below, inside, beside
    counts: dict[str, list[int]] = field(default_factory=dict)
    columns: Columns | None = None
    top: list[str] = field(default_factory=list)  # of the headings, their upper row
    family: Family = field(default_factory=Family)
    village: str = ""
    below: dict[str, int] = field(default_factory=dict)  # columns of values below labels
    next_is_family: bool = False
    after_person: bool = False


def walk(rows: Rows, mapping: Mapping[str, str]) -> Walk:
    state, skip = Walk(mapping), 0
    filled = [(at, row) for at, row in enumerate(rows, start=1) if not is_blank(row)]
    for (at, row), (_at, below) in zip_longest(filled, filled[1:], fillvalue=(0, [])):
        skip = skip - 1 if skip else _step(state, at, row, below) - 1
    return state


def _step(state: Walk, at: int, row: list[Cell], below: list[Cell]) -> int:
    """How many rows were understood together."""
    if columns := headings_of(row, below, state.mapping):
        return _take_headings(state, columns, row, below)
    if _is_numbered(row):
        return 1
    if state.below and _is_family(state, row):
        state.family, state.next_is_family = (
            family_below(row, state.below, state.village, at),
            False,
        )
        state.family = replace(state.family, label="No. KK")
        state.after_person = False
        return 1
    if state.columns and (person := _person(state, at, row, state.columns)):
        state.people.append(person)
        state.after_person = True
        return 1
    _read_labels(state, at, row)
    _read_counts(state, row)
    return 1


def _take_headings(state: Walk, columns: Columns, row: list[Cell], below: list[Cell]) -> int:
    """New columns; the same upper half again without its lower half changes none."""
    top = [key(said(cell)) for cell in row]
    state.next_is_family = False
    if state.columns and columns.below < state.columns.below and top == state.top:
        return 1
    state.columns, state.top = columns, top
    lower = below if columns.below == 2 else []
    state.keys |= {*top, *map(key, columns.names), *(key(said(cell)) for cell in lower)}
    return columns.below


def _is_numbered(row: list[Cell]) -> bool:
    """A row of -1, -2 … or (1), (2) … below the headings."""
    before, count = None, 0
    for cell in row:
        text = str(cell).strip(" ()-\xa0−")
        if text:
            number = int(float(text)) if SMALL.fullmatch(text) else None
            if number is None or (before is not None and number != before + 1):
                return False
            before, count = number, count + 1
    return count >= NEEDED


def _cell(row: list[Cell], at: int | None) -> Cell:
    return row[at] if at is not None and at < len(row) else ""


def _is_family(state: Walk, row: list[Cell]) -> bool:
    """Values below labels: a number of a card, or an address, where no person can stand."""
    if state.columns is not None and _stands_for_itself(row, state.columns):
        return False
    if heads_families(labels_of(row)):
        return False
    if state.next_is_family or len(digits(said(_cell(row, state.below.get("kk"))))) >= 10:
        return True
    address = said(_cell(row, state.below.get("address")))
    return state.columns is not None and is_name(address)


def _stands_for_itself(row: list[Cell], columns: Columns) -> bool:
    """Whether a person is in the row: by NIK, sex or relation."""
    places = columns.places
    return (
        len(digits(said(_cell(row, places.get("nik"))))) >= 10
        or key(said(_cell(row, places.get("sex")))) in SEX
        or key(said(_cell(row, places.get("relation")))) in RELATION
    )


def _person(state: Walk, at: int, row: list[Cell], columns: Columns) -> RawPerson | None:
    cells = {name: _cell(row, place) for name, place in columns.places.items()}
    person = RawPerson(
        at,
        cells,
        {columns.names[place]: said(_cell(row, place)) for place in columns.states},
        [name for place, name in columns.aids.items() if _yes(said(_cell(row, place)))],
        state.family,
        columns,
    )
    return person if _is_person(person) else None


def _yes(text: str) -> bool:
    return bool(text) and key(text) not in {"tidak", "t", "n", "no", "0", "bukan", "tdk", "false"}


def _is_person(person: RawPerson) -> bool:
    """A name with anything of a person beside it; or, without a name, several such things."""
    name, nik = person.text("name"), digits(person.text("nik"))
    is_number = len(nik) >= 10 and not OFFICIAL.match(person.text("nik"))
    if not is_number and _is_no_person(person, name):
        return False
    texts = (cell for cell in person.cells.values() if isinstance(cell, str) and ":" in cell)
    if any(map(LABEL.search, texts)):
        return False
    told = [
        is_number,
        key(person.text("sex")) in SEX,
        bool(re.match(r"\d|.*, *\d", person.text("born") or person.text("place_born"))),
        key(person.text("relation")) in RELATION or person.text("relation").isdigit(),
        len(digits(person.text("kk"))) >= 10,
        bool(person.text("decile")),
        bool(person.text("aid")),
        bool(person.text("nik")),
        bool(person.text("number")) and bool(person.text("address") or person.text("hamlet")),
    ]
    if is_name(name):
        return any(told) or bool(state_of_mapping(person))
    return is_number or sum(told) >= 2


def _is_no_person(person: RawPerson, name: str) -> bool:
    """A total, a note or a signature, told by its name or, where it has none, by any cell."""
    texts = [said(cell) for cell in person.cells.values()]
    if any(OFFICIAL.match(text) for text in texts):
        return True
    return any(NO_PERSON.match(text) for text in ([name] if is_name(name) else texts))


def state_of_mapping(person: RawPerson) -> bool:
    """Under a mapping of a person's name alone, each name with a number counts."""
    return "nik" not in person.columns.places and bool(person.text("number"))


def _read_labels(state: Walk, at: int, row: list[Cell]) -> None:
    labels = labels_of(row)
    if not labels:
        return
    state.keys |= {_label_key(name) for name, _value, _at in labels}
    villages = [value for name, value, _at in labels if name == "village" and value]
    state.village = (villages or [state.village])[-1]
    if columns := heads_families(labels):
        state.below, state.next_is_family = columns, True
        state.ways.add("below")
        state.after_person = False
    else:
        _read_family(state, at, row, [each for each in labels if each[0] != "village"])


def _read_family(state: Walk, at: int, row: list[Cell], labels: list[tuple[str, str, int]]) -> None:
    """What labels say of the family whose people come below."""
    has_kk = any(name == "kk" for name, _value, _at in labels)
    if labels and (state.after_person or (has_kk and state.family.kk)):
        state.family, state.after_person = Family(row=at), False
    for name, value, place in labels:
        if name == "kk":
            state.ways.add("inside" if digits(clean(row[place])) else "beside")
            state.family = replace(state.family, row=at, label="No. KK")
        state.family = state.family.told(name, value, state.village)


def _label_key(field: str) -> str:
    return f"label {field}"


def _read_counts(state: Walk, row: list[Cell]) -> None:
    """The file's own counts, “JUMLAH PENDUDUK : 50” or “Total 14 KK”."""
    text = " ".join(said(cell) for cell in row if clean(cell))
    for found in COUNTED.finditer(text):
        what = {key(found["what"] or ""), key(found["unit"] or "")}
        for name, words in COUNTS.items():
            if what & words:
                state.counts.setdefault(name, []).append(int(digits(found["count"])))
