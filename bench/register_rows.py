"""Fill 2 million rows of registers and time their search; `python -m bench.register_rows ROWS`.

In a migrated database of its own: rows by INSERT … SELECT, 4,000 a village, as a district has them.
"""

import json
import statistics
import sys
from collections.abc import Callable
from typing import Any

import django

django.setup()

from django.db import connection  # noqa: E402  the apps must be ready
from django.db.models import QuerySet  # noqa: E402

from accounts.database_roles import as_owner  # noqa: E402
from accounts.models import Assignment, Region, User  # noqa: E402
from demo.names import MEN, MENS_SECOND, WOMEN, WOMENS_SECOND  # noqa: E402
from groups.models import RegisterPerson  # noqa: E402
from groups.registers.reports.search import VillagePeople  # noqa: E402

A_VILLAGE = 4_000
TIMES = 30
SYLLABLES = ["WA", "SU", "PO", "TI", "NGA", "RU", "MI", "KAR", "SO", "HAR", "YU", "LE"]
INDEX = "groups_registerperson_search"
PLACES = """
    INSERT INTO accounts_region (code, name, level, parent_id) VALUES
        ('35', 'Jawa Timur', 1, NULL), ('35.07', 'Malang', 2, '35'),
        ('35.07.07', 'Poncokusumo', 3, '35.07') ON CONFLICT DO NOTHING;
    INSERT INTO accounts_region (code, name, level, parent_id)
        SELECT '35.07.07.' || 2000 + n, 'Desa ' || n, 4, '35.07.07'
        FROM generate_series(1, %(villages)s) n ON CONFLICT DO NOTHING"""
REGISTERS = """
    INSERT INTO groups_register (village_id, kind, list_name, version, as_of, file_name, digest,
            read_as, counts, loose_flaws, is_shared, by_id, at)
        SELECT '35.07.07.' || 2000 + n, kind, list, '', current_date, '', '', '', '{}', '[]', true,
            %(by)s, now()
        FROM generate_series(1, %(villages)s) n,
            (VALUES ('population', 'Penduduk'), ('poverty', 'DTSEN')) of_kind(kind, list)"""
PEOPLE = """
    INSERT INTO groups_registerperson (register_id, row, name, sound, sex, born_on, nik_sealed,
            nik_index, kk_sealed, kk_index, relation, status, rt, rw, hamlet, address, job, married,
            decile, aid, flaws, is_left_out)
        SELECT r.id, n, name, replace(name, ' ', ''), 'F', date '1950-01-01' + n * 5,
            repeat('s', 76), encode(sha256(('nik' || r.village_id || n)::bytea), 'hex'),
            repeat('s', 76), encode(sha256(('kk' || r.village_id || n / 4)::bytea), 'hex'),
            'Istri', 'living', n %% 9, n %% 3, 'KRAJAN', '', 'Petani', 'Kawin',
            CASE r.kind WHEN 'poverty' THEN 1 + n %% 10 END, '', '[]', false
        FROM groups_register r, generate_series(1, %(people)s) n, LATERAL (SELECT
            (%(first)s::text[])[1 + abs(hashint4(n + r.id::int)) %% %(firsts)s] || ' '
            || (%(second)s::text[])[1 + abs(hashint4(n * 7 + r.id::int)) %% %(seconds)s] || ' '
            || (%(parts)s::text[])[1 + abs(hashint4(n * 3 + r.id::int)) %% 12]
            || (%(parts)s::text[])[1 + abs(hashint4(n * 5 + r.id::int)) %% 12] AS name) named
        WHERE r.id BETWEEN %(from)s AND %(to)s AND (r.kind = 'population' OR n %% 3 = 0)"""
DECISIONS = """
    INSERT INTO groups_registerdecision (register_id, counts, by_id, at)
        SELECT id, '{}', by_id, now() FROM groups_register"""


def fill(rows: int) -> tuple[User, list[str]]:
    """An auditor who sees all villages, and their codes."""
    villages = rows // A_VILLAGE
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_indexdef(%s::regclass)", [INDEX])
        (index,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {INDEX}")
        cursor.execute(PLACES, {"villages": villages})
        user = User.objects.create_user("pemeriksa", name="Pemeriksa", sex="F")
        Assignment.objects.create(
            user=user,
            role=Assignment.Role.AUDITOR,
            region=Region.objects.get(pk="35.07"),
            since="2020-01-01",
        )
        cursor.execute(REGISTERS, {"villages": villages, "by": user.pk})
        cursor.execute("SELECT min(id), max(id) FROM groups_register")
        first, last = cursor.fetchone()
        for start in range(first, last + 1, 100):
            cursor.execute(PEOPLE, words() | {"from": start, "to": min(start + 99, last)})
        cursor.execute(DECISIONS)
        cursor.execute(index)
    return user, [f"35.07.07.{2000 + n}" for n in range(1, villages + 1)]


def words() -> dict[str, Any]:
    first = [name.upper() for name in (*WOMEN, *MEN)]
    second = [name.upper() for name in (*WOMENS_SECOND, *MENS_SECOND)]
    return {
        "first": first,
        "firsts": len(first),
        "second": second,
        "seconds": len(second),
        "parts": SYLLABLES,
        "people": A_VILLAGE,
    }


def timed(ask: Callable[[int], QuerySet[Any]]) -> float:
    """The median in ms that the database takes, each time of another village and name."""
    taken = []
    for turn in range(TIMES):
        (plan,) = json.loads(ask(turn).explain(format="json", analyze=True, timing=False))
        taken.append(plan["Planning Time"] + plan["Execution Time"])
    return round(statistics.median(taken), 2)


def measure(user: User, villages: list[str]) -> dict[str, float]:
    names = [name.upper() for name in WOMEN]
    people = [VillagePeople(user, villages[turn * 7 % len(villages)]) for turn in range(TIMES)]
    anywhere = RegisterPerson.objects.all()
    known = [people[turn].rows.filter(row=7 + turn).get().nik_index for turn in range(TIMES)]

    def rare(turn: int) -> str:
        syllables = SYLLABLES[turn % 12] + SYLLABLES[turn * 5 % 12]
        return f"{names[turn % len(names)]} {WOMENS_SECOND[turn % 20].upper()} {syllables}"

    return {
        "name_in_village_ms": timed(lambda n: people[n].search(names[n % len(names)])[:26]),
        "decile_in_village_ms": timed(lambda n: people[n].search(decile=2)[:26]),
        "name_anywhere_ms": timed(lambda n: anywhere.named(rare(n)).order_by("name")[:26]),
        "nik_ms": timed(lambda n: people[n].rows.filter(nik_index=known[n])),
        "nik_anywhere_ms": timed(lambda n: anywhere.filter(nik_index=known[n])),
        "number_ms": timed(lambda n: people[n].with_number(f"{n}")),
    }


def main() -> None:
    user, villages = fill(int(sys.argv[1]))
    sys.stdout.write("filled\n")
    sys.stdout.flush()
    sys.stdin.readline()  # the tables were analysed meanwhile
    sys.stdout.write(json.dumps(measure(user, villages)) + "\n")


if __name__ == "__main__":
    main()
