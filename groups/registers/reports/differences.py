"""What a newer file of people says otherwise than the one before."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.formatting import short_day
from groups.registers.models import Register, RegisterPerson

COMPARED = [
    "name",
    "sex",
    "born_on",
    "nik_index",
    "kk_index",
    "relation",
    "status",
    "rt",
    "rw",
    "hamlet",
    "address",
    "job",
    "married",
    "decile",
    "aid",
]
SQL = f"""
    WITH read AS (
        SELECT id, register_id, row({", ".join(COMPARED)}) AS said, key,
            row_number() OVER (PARTITION BY register_id, key ORDER BY row, id) AS nth
        FROM groups_registerperson, LATERAL (SELECT CASE WHEN nik_index <> '' THEN nik_index
            ELSE concat_ws('|', sound, sex, born_on) END) AS of_row(key)
        WHERE register_id IN (%(new)s, %(old)s) AND NOT is_left_out)
    SELECT n.id, o.id
        FROM (SELECT * FROM read WHERE register_id = %(new)s) n
        FULL JOIN (SELECT * FROM read WHERE register_id = %(old)s) o USING (key, nth)
        WHERE n.id IS NULL OR o.id IS NULL OR n.said IS DISTINCT FROM o.said"""


@dataclass(frozen=True)
class Differences:
    """Keys of rows: new ones, those that are gone, and the row before of each changed one."""

    new: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    changed: dict[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.changed)


def previous(register: Register) -> Register | None:
    """The latest file in force of the same village and list, of the same day or before it."""
    rows = Register.objects.in_force().filter(
        village=register.village_id, kind=register.kind, list_name=register.list_name
    )
    older = Q(as_of__lt=register.as_of) | Q(as_of=register.as_of, pk__lt=register.pk)
    shared = Q(is_shared=True) | Q(by=register.by_id)
    return rows.filter(older, shared).order_by("-as_of", "-pk").first()


def newer_than(register: Register) -> Register | None:
    """The latest file in force of the same village and list that is of a later day."""
    rows = Register.objects.in_force().filter(
        village=register.village_id, kind=register.kind, list_name=register.list_name
    )
    shared = Q(is_shared=True) | Q(by=register.by_id)
    return rows.filter(shared, as_of__gt=register.as_of).order_by("-as_of", "-pk").first()


def differences(register: Register, before: Register | None) -> Differences:
    """Everybody is told apart by NIK, who has none by name, sex and birth date."""
    if before is None:
        return Differences()
    found = Differences()
    with connection.cursor() as cursor:
        cursor.execute(SQL, {"new": register.pk, "old": before.pk})
        for new, old in cursor.fetchall():
            if old is None:
                found.new.append(new)
            elif new is None:
                found.gone.append(old)
            else:
                found.changed[new] = old
    return found


NAMES = {
    "name": _("name"),
    "sex": _("sex"),
    "born_on": _("born on"),
    "nik_index": "NIK",
    "kk_index": "KK",
    "relation": _("in the family"),
    "status": _("state"),
    "rt": "RT",
    "rw": "RW",
    "hamlet": _("hamlet"),
    "address": _("address"),
    "job": _("work"),
    "married": _("married"),
    "decile": _("decile"),
    "aid": _("aid"),
}


def changes_of(row: RegisterPerson, before: RegisterPerson, *, whole: bool) -> str:
    """RT: 2 → 4; decile: 3 → 5. Numbers are masked; birth dates are years, unless `whole`."""
    return "; ".join(
        f"{NAMES[name]}: {_shown(before, name, whole)} → {_shown(row, name, whole)}"
        for name in COMPARED
        if getattr(before, name) != getattr(row, name)
    )


def _shown(row: RegisterPerson, name: str, whole: bool) -> object:
    match name:
        case "nik_index":
            return row.nik_masked or "–"
        case "kk_index":
            return row.kk_masked or "–"
        case "status":
            return row.get_status_display()
        case "sex":
            return row.get_sex_display() or "–"
        case "born_on":
            return (short_day(row.born_on) if whole else row.born_year) or "–"
    value = getattr(row, name)
    return "–" if value in (None, "") else value
