"""What rules ask about one member."""

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import lokal

from foundation.months import months_between
from groups.identity import Unreadable, unseal


@dataclass(frozen=True)
class Member:
    """The facts of a member that rules use; papers show M03, pages the name too."""

    code: str
    born_on: datetime.date | None
    nik_sealed: str
    person: int
    household: int
    post: str = ""
    checked: bool = False  # result of the check against the programme's list
    decile: int | None = None
    version: str = ""
    list_day: datetime.date | None = None  # of the list, else of the look-up
    name: str = ""
    home: str = ""  # the code of the village where the family lives
    home_name: str = ""
    occupation: str = ""
    marriage: str = ""  # of Person.Marriage
    in_family: str = ""  # of Person.InFamily
    aided_by: str = ""  # the grant that the person had a part in before


def with_names(codes: str, members: Iterable[Member]) -> str:
    """The text with the name of a member before each code: "Siti Aminah M03 (15)"."""
    names = {member.code: f"{member.name} " for member in members if member.name}
    return re.sub(r"M\d+", lambda code: names.get(code[0], "") + code[0], codes)


def age(born_on: datetime.date | None, on: datetime.date) -> int | None:
    if born_on is None:
        return None
    return months_between(born_on, on) // 12


@lru_cache(maxsize=10_000)
def is_valid_sealed(nik_sealed: str, person: int) -> bool:
    """Keeps the answer, never the number: decrypting all of a round costs as much as its page."""
    try:
        return is_valid_nik(unseal(nik_sealed, f"nik {person}"))
    except Unreadable:
        return False


def is_valid_nik(number: str) -> bool:
    """Whether a NIK has 16 digits, an existing birth date and a serial (errors of domain.md §9)."""
    if len(number) != 16 or not number.isdigit():
        return False
    codes = {issue.code for issue in lokal.parse_nik(number).errors}
    return not codes & {"birth_date", "serial"}
