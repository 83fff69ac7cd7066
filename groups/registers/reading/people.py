"""What a file of people is understood as: persons, and what is wrong or odd in it."""

import datetime
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.workbooks import Rows


class Fault(models.TextChoices):
    """A kind of flaw; the value is what the command prints and a decision is kept by."""

    NIK_MISSING = "NIK missing", _("NIK missing")
    NIK_LENGTH = "NIK length", _("NIK without 16 digits")
    NIK_SIGNS = "NIK not digits", _("NIK with other signs than digits")
    NIK_ROUNDED = "NIK rounded", _("NIK kept as a number, its end lost")
    NIK_DATE = "NIK date impossible", _("NIK with a birth date that does not exist")
    NIK_SERIAL = "NIK serial 0000", _("NIK that ends in 0000")
    NIK_REGION = "NIK region unknown", _("NIK of a region that is not known")
    NIK_TWICE = "NIK on two rows", _("the same NIK on several rows")
    BORN_OTHER = "birth date differs from NIK", _("birth date other than in the NIK")
    SEX_OTHER = "sex differs from NIK", _("sex other than in the NIK")
    BORN_IMPOSSIBLE = "impossible date", _("birth date that does not exist")
    BORN_UNSURE = "day or month first", _("birth date whose day and month may be exchanged")
    KK_MISSING = "KK missing", _("KK missing")
    KK_LENGTH = "KK length", _("KK without 16 digits")
    NAME_MISSING = "no name", _("no name")
    NAME_SIGNS = "name with odd signs", _("name with signs that no name has")
    DEAD = "dead", _("died")
    MOVED = "moved", _("moved away")
    NOT_VALID = "not valid", _("not valid in the registry")
    CODE = "unknown code", _("a code that is not known")
    DECILE = "decile not 1 to 10", _("decile outside 1 to 10")
    COUNT = "count differs", _("the file's own count differs from its rows")


SERIOUS = {
    Fault.NIK_LENGTH,
    Fault.NIK_SIGNS,
    Fault.NIK_ROUNDED,
    Fault.NIK_DATE,
    Fault.NIK_SERIAL,
    Fault.NIK_TWICE,
    Fault.BORN_IMPOSSIBLE,
    Fault.BORN_UNSURE,
    Fault.KK_LENGTH,
    Fault.NAME_MISSING,
    Fault.NAME_SIGNS,
    Fault.DECILE,
    Fault.COUNT,
}


class PersonRow(NamedTuple):
    """A person as one row of a file has it; what the file leaves out is empty."""

    row: int  # of the sheet, 1-based
    name: str = ""
    sex: str = ""  # L or P
    born: datetime.date | None = None
    nik: str = ""  # digits, however many
    kk: str = ""
    relation: str = ""
    status: str = ""  # Hidup, Mati, Pindah Dalam Negeri, Tidak Valid, Hilang …
    rt: int | None = None
    rw: int | None = None
    hamlet: str = ""
    place: str = ""
    job: str = ""
    married: str = ""
    mother: str = ""
    father: str = ""
    decile: int | None = None
    aid: tuple[str, ...] = ()
    address: str = ""
    sheet: str = ""


class Flaw(NamedTuple):
    row: int
    column: str  # its heading
    what: Fault
    serious: bool
    sheet: str = ""


@dataclass(frozen=True)
class Reading:
    format: str
    sheet: str
    people: list[PersonRow]
    flaws: list[Flaw]
    counts: dict[str, int] | None = None  # the file's own: people, families, men, women
    village: str = ""  # as the head of the file names it


@dataclass(eq=False)
class UnknownTable(Exception):
    """No known kind of file: a person must say which heading is what."""

    headings: list[str]
    rows: Rows = field(repr=False)  # some rows below the headings
    guess: dict[str, str] = field(default_factory=dict)  # our field: heading
