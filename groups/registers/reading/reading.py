"""A file of an office to persons and flaws; nothing is written, nothing asked of a database."""

import datetime
from collections.abc import Mapping

from django.utils import timezone

from foundation.tables import clean, tables
from foundation.workbooks import Cell, Rows, require_no_macros
from groups.registers.reading.build import Codes, build
from groups.registers.reading.cells import digits, is_name, key, said
from groups.registers.reading.codes import CODES
from groups.registers.reading.formats import format_of
from groups.registers.reading.headings import FIELDS
from groups.registers.reading.numbers import LENGTH
from groups.registers.reading.people import (
    SERIOUS,
    Fault,
    Flaw,
    PersonRow,
    Reading,
    UnknownTable,
)
from groups.registers.reading.walk import RawPerson, Walk, walk

MAPPED = "mapped"
SHOWN = 20  # rows of an unknown table
PREAMBLE = 60
CODED = {*CODES, "sex"}


def read_people(content: bytes, name: str, *, mapping: Mapping[str, str] | None = None) -> Reading:
    """What a file holds; `mapping` says our field: heading, for a table of no known kind.

    Raises Unreadable, TooLarge or UnknownTable. The name of the file tells nothing.
    """
    require_no_macros(content)
    found = tables(content, score)
    return read_tables(found, mapping or {}, today=timezone.localdate())


def score(rows: Rows) -> int:
    """How many known headings the best row has, by which the delimiter of a text is found."""
    return max((sum(key(said(cell)) in FIELDS for cell in row) for row in rows), default=0)


def read_tables(
    found: list[tuple[str, Rows]], mapping: Mapping[str, str], *, today: datetime.date
) -> Reading:
    walks = [(sheet, walk(rows, mapping)) for sheet, rows in found]
    kinds = {sheet: _kind(each, mapping) for sheet, each in walks}
    held = [(sheet, each) for sheet, each in walks if kinds[sheet]]
    if not held:
        raise unknown(found)
    best = max(held, key=lambda pair: len(pair[1].people))[0]
    chosen = [(sheet, each) for sheet, each in held if kinds[sheet] == kinds[best]]
    codes = codes_of(found, kinds[best])
    people: list[PersonRow] = []
    flaws: list[Flaw] = []
    for sheet, each in chosen:
        label = sheet if len(chosen) > 1 else ""
        raws = once_each(each.people) if kinds[best] == "siks_ng_bnba" else each.people
        more, wrong = build(raws, codes, each.village, label, today)
        people, flaws = people + more, flaws + wrong
    counts = _own_counts([each for _sheet, each in chosen], people)
    flaws += compared(counts, people)
    names = ", ".join(sheet for sheet, _each in chosen)
    village = next((each.village for _sheet, each in chosen if each.village), "")
    return Reading(kinds[best], names, people, sorted(flaws), counts or None, village)


def once_each(raws: list[RawPerson]) -> list[RawPerson]:
    """Of a list with a row for each aid, a person once, with all the aids."""
    found: dict[tuple[str, str], RawPerson] = {}
    for at, raw in enumerate(raws):
        nik, name = digits(raw.text("nik")), key(raw.text("name"))
        first = found.setdefault((nik, name) if len(nik) == LENGTH else (str(at), ""), raw)
        if first is not raw:
            more = [raw.text("aid"), *raw.aids]
            first.aids += [aid for aid in more if aid not in (first.text("aid"), *first.aids)]
    return list(found.values())


def _kind(walk: Walk, mapping: Mapping[str, str]) -> str:
    if mapping:
        return MAPPED if walk.columns else ""
    return format_of(walk)


def _read_of(people: list[PersonRow]) -> dict[str, int]:
    return {
        "people": len(people),
        "families": len({each.kk for each in people if each.kk}),
        "men": sum(each.sex == "L" for each in people),
        "women": sum(each.sex == "P" for each in people),
    }


def _own_counts(walks: list[Walk], people: list[PersonRow]) -> dict[str, int]:
    """What the file counts: one figure, or parts with or without their sum."""
    told: dict[str, list[int]] = {}
    for each in walks:
        for name, figures in each.counts.items():
            told.setdefault(name, []).extend(figures)
    read, counts = _read_of(people), {}
    for name, figures in told.items():
        possible = [figures[-1], sum(figures), sum(figures[:-1]), max(figures)]
        counts[name] = next((each for each in possible if each == read[name]), figures[-1])
    return counts


def compared(counts: dict[str, int], people: list[PersonRow]) -> list[Flaw]:
    """Where the file counts others than those read."""
    read = _read_of(people)
    wrong = [name for name, count in counts.items() if count != read[name]]
    return [Flaw(0, name, Fault.COUNT, Fault.COUNT in SERIOUS) for name in wrong]


def codes_of(found: list[tuple[str, Rows]], kind: str) -> Codes:
    """The codes of that kind of file; those that the file itself explains go before."""
    if kind != "opensid":
        return {}
    codes = {field: dict(words) for field, words in CODES.items()}
    for _sheet, rows in found:
        for field, words in _explained(rows).items():
            codes.setdefault(field, {}).update(words)
    return codes


def _explained(rows: Rows) -> Codes:
    """A sheet of codes: under each heading words, in the next column their numbers."""
    codes: Codes = {}
    for at, cell in enumerate(rows[0] if rows else []):
        field = FIELDS.get(key(said(cell)), "")
        for row in rows[1:] if field in CODED else []:
            word, code = [said(each) for each in [*row[at : at + 2], "", ""][:2]]
            if code.isdigit() and is_name(word):
                codes.setdefault(field, {})[code] = word
    return codes


def unknown(found: list[tuple[str, Rows]]) -> UnknownTable:
    """The table most like a list of people: its headings, and what stands below."""
    rows = max((rows for _sheet, rows in found), key=lambda rows: (score(rows), len(rows)))
    candidates = [
        (sum(key(said(cell)) in FIELDS for cell in row), _wordy(row), -at)
        for at, row in enumerate(rows[:PREAMBLE])
    ]
    at = -max(candidates, default=(0, 0, 0))[2]
    headings = [said(cell) for cell in rows[at]] if rows else []
    guess = {FIELDS[key(each)]: each for each in reversed(headings) if key(each) in FIELDS}
    below = [row for row in rows[at + 1 :] if any(clean(cell) for cell in row)]
    return UnknownTable(headings, below[:SHOWN], guess)


def _wordy(row: list[Cell]) -> int:
    texts = [clean(cell) for cell in row]
    return sum(bool(text) and not digits(text) for text in texts)
