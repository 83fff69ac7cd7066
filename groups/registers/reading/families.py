"""What stands between the rows of people: numbers, addresses and heads of families."""

import re
from dataclasses import dataclass, replace

from foundation.workbooks import Cell
from groups.registers.reading.addresses import hamlet as hamlet_of
from groups.registers.reading.addresses import homes, pair, place_in
from groups.registers.reading.cells import digits, key, number, said

LABELS = {
    **dict.fromkeys(["nokk", "nomorkk", "nokartukeluarga", "nomorkartukeluarga"], "kk"),
    **dict.fromkeys(["namakk", "namakepalakeluarga", "kepalakeluarga", "namakepkel"], "head"),
    **dict.fromkeys(["alamat", "alamatkk", "alamatlengkap"], "address"),
    **dict.fromkeys(["rtrw", "nortrw"], "rt_rw"),
    **dict.fromkeys(["rt", "nort"], "rt"),
    **dict.fromkeys(["rw", "norw"], "rw"),
    **dict.fromkeys(["dusun", "namadusun", "lingkungan", "dusunlingkungan"], "hamlet"),
    **dict.fromkeys(["desa", "desakelurahan", "kelurahan", "kelurahandesa", "desakel"], "village"),
}
OF_A_FAMILY = {"kk", "head", "address"}
INLINE = re.compile(
    r"\b(NO(?:MOR)?\.?\s*(?:KK|KARTU\s+KELUARGA)|NAMA\.?\s*(?:KK|KEPALA\s+KELUARGA)|"
    r"NAMA\s+DUSUN|DUSUN|ALAMAT|NO\.?\s*RT\s*/\s*RW|RT\s*/\s*RW)\s*[.:]*:\s*",
    re.I,
)


@dataclass(frozen=True)
class Family:
    kk: str = ""
    address: str = ""
    rt: int | None = None
    rw: int | None = None
    hamlet: str = ""
    row: int = 0  # where its number stands, or should
    label: str = ""  # how the file calls the number

    def told(self, field: str, text: str, village: str) -> "Family":
        """The family with what a label says of it."""
        if field == "kk":
            return replace(self, kk=text)
        if field == "address":
            place = place_in(text, village)
            return replace(
                self,
                address=text,
                rt=place.rt or self.rt,
                rw=place.rw or self.rw,
                hamlet=place.hamlet or self.hamlet,
            )
        if field == "rt_rw":
            rt, rw = pair(text)
            return replace(self, rt=rt or self.rt, rw=rw or self.rw)
        if field == "rt":
            return replace(self, rt=number(digits(text)))
        if field == "rw":
            return replace(self, rw=number(digits(text)))
        return replace(self, hamlet=hamlet_of(text)) if field == "hamlet" else self


def labels_of(row: list[Cell]) -> list[tuple[str, str, int]]:
    """Field, value and column of each label in a row that is none of people."""
    texts = [said_of_label(cell) for cell in row]
    found: list[tuple[str, str, int]] = []
    for at, text in enumerate(texts):
        if parts := _inside(text):
            parts[-1] = parts[-1][0], parts[-1][1] or _beside(texts, at)
            found += [(field, value, at) for field, value in parts]
        elif (field := LABELS.get(key(text))) and not text.endswith(":"):
            value = _beside(texts, at) if _colon_follows(texts, at) else ""
            found.append((field, value, at))
    return found


def said_of_label(cell: Cell) -> str:
    """A colon alone is kept: it stands between a label and its value."""
    return ":" if str(cell).strip() == ":" else said(cell)


def _inside(text: str) -> list[tuple[str, str]]:
    """Labels with a colon inside one cell, each with what follows it there."""
    if ":" not in text or text == ":":
        return []
    label, _colon, value = text.partition(":")
    if (field := LABELS.get(key(label))) and not INLINE.search(value):
        return [(field, said(value.strip()))]
    marks = list(INLINE.finditer(text))
    ends = [*(each.start() for each in marks[1:]), len(text)][: len(marks)]
    return [
        (LABELS[key(mark[1])], said(text[mark.end() : end].strip(" ,")))
        for mark, end in zip(marks, ends, strict=True)
    ]


def _beside(texts: list[str], at: int) -> str:
    """The value to the right, unless that is another label."""
    for text in texts[at + 1 :]:
        if text and text != ":":
            is_label = text.endswith(":") or key(text.partition(":")[0]) in LABELS
            return "" if is_label else text
    return ""


def _colon_follows(texts: list[str], at: int) -> bool:
    return next((text for text in texts[at + 1 :] if text), "") == ":"


def heads_families(labels: list[tuple[str, str, int]]) -> dict[str, int]:
    """Columns of the values below, where a row has labels of a family and no value."""
    fields = {field: at for field, value, at in labels if not value}
    values = any(value for field, value, _at in labels if field in OF_A_FAMILY)
    return {} if values or len(OF_A_FAMILY & set(fields)) < 2 else fields


def family_below(row: list[Cell], columns: dict[str, int], village: str, at: int) -> Family:
    """The family of a row of values below its labels."""
    family = Family(row=at)
    for field, place in columns.items():
        text = said(row[place]) if place < len(row) else ""
        family = family.told(field, text, village)
    rt, rw = homes(family.address)
    return replace(family, rt=rt or family.rt, rw=rw or family.rw)
