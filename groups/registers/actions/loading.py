"""Read a file of people, decide what of it is taken over, take it back."""

import datetime
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from django.db import connection, transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.days import require_past_day
from foundation.rules import RuleBroken, refusals_in_words
from groups.identity import digits
from groups.models import Person
from groups.models.people import give_keys
from groups.registers.models import (
    Register,
    RegisterDecision,
    RegisterPerson,
    RegisterWithdrawal,
)
from groups.registers.reading.people import Fault, Flaw, PersonRow, Reading
from groups.registers.reports.findings import Findings
from groups.registers.rules.loading import MOST_PEOPLE, require_untouched, require_waiting
from groups.reports.namesakes import sound

AT_ONCE = 1_000
FlawsOfRows = dict[tuple[str, int], list[Flaw]]  # by sheet and row
POPULATION, DTSEN = "Penduduk", "DTSEN"
POVERTY_LISTS = {"siks_ng_desil": DTSEN, "siks_ng_bnba": "Penerima bantuan"}  # by kind of file
AWAY = {
    Fault.DEAD: RegisterPerson.Status.DIED,
    Fault.MOVED: RegisterPerson.Status.MOVED,
    Fault.NOT_VALID: RegisterPerson.Status.INVALID,
}
SEX = {"L": User.Sex.MALE, "P": User.Sex.FEMALE, "M": User.Sex.MALE, "F": User.Sex.FEMALE}


class Loaded(NamedTuple):
    """The register of a file, and whether the very same file was here already."""

    register: Register
    is_new: bool


@transaction.atomic
def load_register(
    *,
    village: Region,
    list_name: str = "",
    version: str = "",
    as_of: datetime.date,
    file_name: str,
    content: bytes,
    reading: Reading,
    today: datetime.date,
    by: User,
) -> Loaded:
    """Keep what was read of a file, for somebody to decide; nobody sees it in a list until then.

    Without `list_name` it is the village's population, unless the file is one of SIKS-NG.
    """
    require_past_day(as_of, today=today, field="as_of")
    if not reading.people:
        raise RuleBroken(_("There is nobody in this file."), field="file")
    if len(reading.people) > MOST_PEOPLE:
        raise RuleBroken(
            _("The file has more people than a village. Send one village."), field="file"
        )
    digest = hashlib.sha256(content).hexdigest()
    Region.objects.select_for_update().get(pk=village.pk)  # one file of a village at a time
    if first := _same_file(village, digest, by):
        return Loaded(first, False)
    list_name = list_name or POVERTY_LISTS.get(reading.format, "")
    of_persons, loose = _by_row(reading)
    register = Register.objects.create(
        village=village,
        kind=Register.Kind.POVERTY if list_name else Register.Kind.POPULATION,
        list_name=list_name or POPULATION,
        version=version,
        as_of=as_of,
        file_name=file_name[-200:],
        digest=digest,
        read_as=reading.format[:60],
        counts=_counts(reading),
        loose_flaws=[_stored(flaw) for flaw in loose],
        is_shared=by.has_perm("groups.load_register", village),
        by=by,
    )
    _add_people(register, reading.people, of_persons)
    return Loaded(register, True)


@transaction.atomic
def choose_rows(
    *, register: Register, taken: Mapping[int, bool], same: Mapping[int, Person | None], by: User
) -> None:
    """Say of rows whether they are taken over, and of some who of the members it is."""
    _lock(register)
    require_waiting(register)
    rows = RegisterPerson.objects.filter(register=register)
    for is_taken in (True, False):
        keys = [pk for pk, taken_so in taken.items() if taken_so == is_taken]
        rows.filter(pk__in=keys).update(is_left_out=not is_taken)
    for pk, person in same.items():
        rows.filter(pk=pk).update(person=person)


@transaction.atomic
def decide_register(
    *,
    register: Register,
    leaves_out: Collection[str] = (),
    joins_alike: bool = False,
    by: User,
) -> RegisterDecision:
    """Take a file over: its rows are the village's people, or its list, from now on.

    `leaves_out` are faults and kinds of findings whose rows are not taken; what was said of a
    single row before stays. With `joins_alike` rows of which one member may be the person are that
    person's.
    """
    _lock(register)
    require_waiting(register)
    findings = Findings(register, by)
    for kind in leaves_out:
        findings.of(kind).update(is_left_out=True)
    if joins_alike:
        _join(findings)
    _link_by_nik(findings)
    differing = findings.differences
    rows = RegisterPerson.objects.filter(register=register)
    left_out = rows.filter(is_left_out=True).delete()[0]
    taken = rows.count()
    if not taken:
        raise RuleBroken(_("Nobody is left. Throw the file away instead."))
    with refusals_in_words(groups_registerdecision_register_id_key=_("This was decided already.")):
        return RegisterDecision.objects.create(
            register=register,
            counts={
                "taken": taken,
                "left_out": left_out,
                "new": len(differing.new),
                "changed": len(differing.changed),
                "gone": len(differing.gone),
            },
            by=by,
        )


@transaction.atomic
def withdraw_register(*, register: Register, reason: str, by: User) -> RegisterWithdrawal:
    """Throw a file away, or take it back while nothing came of it; its people are deleted."""
    _lock(register)
    require_untouched(register)
    if not reason.strip():
        raise RuleBroken(_("Write why."), field="reason")
    with refusals_in_words(
        groups_registerwithdrawal_untouched=_("Something came of this file a moment ago."),
    ):
        made = RegisterWithdrawal.objects.create(register=register, reason=reason.strip(), by=by)
        RegisterPerson.objects.filter(register=register).delete()
    return made


def _lock(register: Register) -> None:
    """One act on a register at a time; it is never changed, so its village's row is held."""
    Region.objects.select_for_update().get(pk=register.village_id)
    for relation in ("decision", "withdrawal"):
        register._state.fields_cache.pop(relation, None)


def _same_file(village: Region, digest: str, by: User) -> Register | None:
    rows = Register.objects.visible_to(by, "groups.load_register").filter(withdrawal=None)
    return rows.filter(village=village, digest=digest).first()


def _by_row(reading: Reading) -> tuple[FlawsOfRows, list[Flaw]]:
    """The flaws of the people's rows, and those of the file as a whole."""
    of_rows: FlawsOfRows = {(person.sheet, person.row): [] for person in reading.people}
    loose: list[Flaw] = []
    for flaw in reading.flaws:
        of_rows.get((flaw.sheet, flaw.row), loose).append(flaw)
    return of_rows, loose


def _stored(flaw: Flaw) -> dict[str, object]:
    return {
        "row": flaw.row,
        "column": str(flaw.column or "")[:60],
        "what": str(flaw.what.value),
        "serious": bool(flaw.serious),
    }


def _counts(reading: Reading) -> dict[str, object]:
    """What the file says of itself, beside what was read."""
    families = len({person.kk for person in reading.people if person.kk})
    return {
        "own": reading.counts or {},
        "people": len(reading.people),
        "families": families,
        "village": reading.village[:100],
    }


def _add_people(register: Register, people: Sequence[PersonRow], flaws: FlawsOfRows) -> None:
    rows = [_row(register, person, flaws[person.sheet, person.row]) for person in people]
    give_keys(RegisterPerson, rows)
    for row, person in zip(rows, people, strict=True):
        row.seal(nik=_number(person.nik), kk=_number(person.kk))
    RegisterPerson.objects.bulk_create(rows, batch_size=AT_ONCE)


def _number(text: str | None) -> str:
    """A number as it is kept: sixteen digits; what is none is a flaw of its row alone."""
    number = digits(text or "")
    return number if len(number) == 16 and number.isascii() and number.isdigit() else ""


def _row(register: Register, person: PersonRow, flaws: Iterable[Flaw]) -> RegisterPerson:
    name = " ".join((person.name or "").split())[:100]
    return RegisterPerson(
        register=register,
        row=person.row,
        name=name,
        sound=sound(name)[:100],
        sex=SEX.get(person.sex or "", ""),
        born_on=person.born,
        relation=(person.relation or "")[:40],
        status=_status(flaws),
        rt=_small(person.rt),
        rw=_small(person.rw),
        hamlet=(person.hamlet or "")[:60],
        address=(person.address or "")[:150],
        job=(person.job or "")[:60],
        married=(person.married or "")[:30],
        decile=person.decile if person.decile in range(1, 11) else None,
        aid=", ".join(person.aid)[:100],
        flaws=[_stored(flaw) for flaw in flaws],
    )


def _status(flaws: Iterable[Flaw]) -> str:
    """Who is not said to have died, moved or be not valid lives here."""
    said = {AWAY[flaw.what] for flaw in flaws if flaw.what in AWAY}
    return next(iter(said), RegisterPerson.Status.LIVING)


def _small(number: int | None) -> int | None:
    return number if number is not None and 0 <= number <= 999 else None


def _join(findings: Findings) -> None:
    """Link rows without a word of their own to the one member who may be the person."""
    sure = {row: people[0] for row, people in findings.candidates.items() if len(people) == 1}
    rows = findings.rows.filter(pk__in=list(sure), person=None)
    for row in rows:
        row.person = sure[row.pk]
    RegisterPerson.objects.bulk_update(rows, ["person"], batch_size=AT_ONCE)


def _link_by_nik(findings: Findings) -> None:
    keys = list(findings.known().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(
            """UPDATE groups_registerperson r SET person_id = coalesce(p.same_as_id, p.id)
                FROM groups_person p WHERE r.id = ANY(%s) AND p.nik_index = r.nik_index""",
            [keys],
        )
