"""What a newer file of people says otherwise than the one before."""

from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q

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


def changed_fields(row: RegisterPerson, before: RegisterPerson) -> list[tuple[str, object, object]]:
    """The name of each field, and what it was and is; of a number only that it changed."""
    said = []
    for name in COMPARED:
        old, new = getattr(before, name), getattr(row, name)
        if old != new:
            shown = {"nik_index": "nik_masked", "kk_index": "kk_masked"}.get(name, name)
            shown = "get_status_display" if name == "status" else shown
            said.append((name, _shown(before, shown), _shown(row, shown)))
    return said


def _shown(row: RegisterPerson, name: str) -> object:
    value = getattr(row, name)
    return value() if callable(value) else value
