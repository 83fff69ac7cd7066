"""RT, RW and hamlet in the addresses of office files."""

import re
from dataclasses import dataclass

from groups.registers.reading.cells import key, said

BOTH = [
    (re.compile(r"\bRT\s*[./]*\s*RW\s*[.:]*\s*(\d{1,3})\s*[-/\\.,]\s*(\d{1,3})\b", re.I), False),
    (re.compile(r"\bRW\s*[./]*\s*RT\s*[.:]*\s*(\d{1,3})\s*[-/\\.,]\s*(\d{1,3})\b", re.I), True),
    (re.compile(r"\bRT\s*[.:]*\s*(\d{1,3})\s*[/\\]\s*(?:RW\s*[.:]*\s*)?(\d{1,3})\b", re.I), False),
]
RT = re.compile(r"\bRT\s*[.:]*\s*(\d{1,3})(?!\d)", re.I)
RW = re.compile(r"\bRW\s*[.:]*\s*(\d{1,3})(?!\d)", re.I)
PAIR = re.compile(r"'?(\d{1,3})\s*[-/\\., ]\s*(\d{1,3})")
OF_HAMLET = r"(?:DUSUN|DSN|DUKUH|PEDUKUHAN|LINGKUNGAN|LINGK|KAMPUNG|KP)"
ENDS = (
    r"(?=\s*(?:[,;()]|$|\bRT\b|\bRW\b|\b(?:DESA|DS|KEL|KELURAHAN|KEC|KECAMATAN|KAB|KABUPATEN)\b|"
    r"\bKODE\s?POS\b|\bTELP|\bJL\b|\bJALAN\b|\bNO\b))"
)
HAMLET = re.compile(rf"\b{OF_HAMLET}\b[.:\s]*([^,;()]*?){ENDS}", re.I)
PREFIX = re.compile(rf"{OF_HAMLET}\b[.:\s]+", re.I)
OTHER = re.compile(
    r"\b(?:KODE\s?POS|TELP|TELEPON|HP)\b.*|\bRT\b[\s./:RW]*[\d\s/\\.-]*|\bRW\b[\s.:]*\d*|"
    r"\b(?:DESA|DS|KEL|KELURAHAN|KEC|KECAMATAN|KAB|KABUPATEN)\b[.:\s]*[^,;]*",
    re.I,
)
STREET = re.compile(r"\b(?:JL|JLN|JALAN|GG|GANG|PERUM|PERUMAHAN|BLOK|KOMPLEK|NO)\b|\d", re.I)


@dataclass
class Place:
    rt: int | None = None
    rw: int | None = None
    hamlet: str = ""


def place_in(address: str, village: str = "") -> Place:
    """What an address says of RT, RW and hamlet."""
    place = Place(*homes(address))
    if named := HAMLET.search(address):
        place.hamlet = hamlet(named[1])
    else:
        place.hamlet = _rest(address, village)
    return place


def homes(text: str) -> tuple[int | None, int | None]:
    """RT and RW in a text."""
    for both, turned in BOTH:
        if found := both.search(text):
            one, two = int(found[1]) or None, int(found[2]) or None
            return (two, one) if turned else (one, two)
    rt, rw = RT.search(text), RW.search(text)
    return (int(rt[1]) or None) if rt else None, (int(rw[1]) or None) if rw else None


def pair(text: str) -> tuple[int | None, int | None]:
    """RT and RW in a cell of its own: “006/001”."""
    found = PAIR.fullmatch(text.strip())
    if found is None:
        return homes(text) if re.search(r"\bR[TW]\b", text, re.I) else (None, None)
    return int(found[1]) or None, int(found[2]) or None


def hamlet(text: str) -> str:
    """Its name without what it is: “Dsn. KRAJAN” -> “KRAJAN”."""
    return said(PREFIX.sub("", text.strip(" .:,-"), count=1).strip(" .:,-"))


def _rest(address: str, village: str) -> str:
    """What stands alone is the hamlet, unless it is a street or the village."""
    rest = OTHER.sub("", address).split(",")[0].strip(" .:-/")
    if not rest or STREET.search(rest) or (village and key(rest) == key(village)):
        return ""
    return hamlet(rest)
