"""Files of people as they are read: invented people of the village Dawuhan."""

import datetime
import hashlib

from groups.models import Register
from groups.registers.actions.loading import decide_register, load_register
from groups.registers.reading.people import Fault, Flaw, PersonRow, Reading
from tests.conftest import TODAY
from tests.factories import region

VILLAGE = "35.07.07.2001"
BORN = datetime.date(1985, 5, 17)
KK = "3507070101100001"


def nik(number: int) -> str:
    """Of a woman born on 17 May 1985."""
    return f"35070757058{50000 + number}"


def row(number: int, name: str = "", **more) -> PersonRow:
    """Row 1 is Sutini, on a card of her own."""
    usual = {
        "row": number,
        "name": name or "SUTINI",
        "sex": "P",
        "born": BORN,
        "nik": nik(number),
        "kk": f"{int(KK) + number}",
        "rt": 2,
        "rw": 1,
        "hamlet": "KRAJAN",
    }
    return PersonRow(**usual | more)


def flaw(number: int, what: Fault = Fault.NIK_DATE, *, serious: bool = True) -> Flaw:
    return Flaw(number, "NIK", what, serious)


def reading(*people: PersonRow, flaws=(), kind="siak", counts=None, named="") -> Reading:
    return Reading(kind, "Sheet1", list(people), list(flaws), counts, named)


def loaded(*people: PersonRow, by, flaws=(), kind="siak", village=VILLAGE, **more) -> Register:
    """A file that was read and waits for a decision."""
    content = hashlib.sha256(repr((people, kind, more)).encode()).digest()
    typed = {"as_of": TODAY, "file_name": "penduduk.xls", "content": content} | more
    return load_register(
        village=region(village),
        reading=reading(*people, flaws=flaws, kind=kind),
        today=TODAY,
        by=by,
        **typed,
    ).register


def taken_over(*people: PersonRow, by, **more) -> Register:
    register = loaded(*people, by=by, **more)
    decide_register(register=register, by=by)
    return Register.objects.get(pk=register.pk)
