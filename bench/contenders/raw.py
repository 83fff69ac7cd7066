"""pgbench doing the same inserts and balance updates, in tables alike, without any promise kept."""

import re
import subprocess
from pathlib import Path

import psycopg2

from bench.contenders import GROUPS, MEMBERS, POSTINGS

# Tables of the same columns, keys and indexes as ours; what triggers and chain cost is left out.
TABLES = """
    DROP TABLE IF EXISTS raw_entry, raw_book, raw_group, raw_membership, raw_meeting, raw_user;
    DROP SEQUENCE IF EXISTS raw_sequence;
    CREATE TABLE raw_group (id bigint PRIMARY KEY);
    CREATE TABLE raw_membership (id bigint PRIMARY KEY);
    CREATE TABLE raw_meeting (id bigint PRIMARY KEY);
    CREATE TABLE raw_user (id bigint PRIMARY KEY);
    CREATE TABLE raw_book (LIKE finance_book INCLUDING ALL,
        FOREIGN KEY (group_id) REFERENCES raw_group,
        FOREIGN KEY (membership_id) REFERENCES raw_membership);
    CREATE TABLE raw_entry (LIKE finance_entry INCLUDING ALL,
        FOREIGN KEY (group_id) REFERENCES raw_group DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (debit_id) REFERENCES raw_book DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (credit_id) REFERENCES raw_book DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (membership_id) REFERENCES raw_membership DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (meeting_id) REFERENCES raw_meeting DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (reverses_id) REFERENCES raw_entry DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (corrects_id) REFERENCES raw_entry DEFERRABLE INITIALLY DEFERRED,
        FOREIGN KEY (posted_by_id) REFERENCES raw_user DEFERRABLE INITIALLY DEFERRED);
    CREATE SEQUENCE raw_sequence;
    INSERT INTO raw_user VALUES (1);
    INSERT INTO raw_group SELECT generate_series(0, {groups} - 1);
    INSERT INTO raw_meeting SELECT generate_series(0, {groups} - 1);
    INSERT INTO raw_membership SELECT generate_series(0, {groups} * 100);
    INSERT INTO raw_book (id, group_id, kind, membership_id, name, balance)
        OVERRIDING SYSTEM VALUE
        SELECT g * 100 + k, g, CASE k WHEN 0 THEN 'cash' WHEN 1 THEN 'iks' ELSE 'wajib' END,
            CASE WHEN k > 1 THEN g * 100 + k END, '', 0
        FROM generate_series(0, {groups} - 1) g, generate_series(0, {members} + 1) k;
"""
ROW = (
    "(:g, nextval('raw_sequence'), decode(repeat('ab', 32), 'hex'), '2026-01-10', :g * 100,"
    " :g * 100 + {credit}, {amount}, :g * 100 + {member}, :g, 1, now(), '')"
)
COLUMNS = (
    "group_id, sequence, digest, date, debit_id, credit_id, amount, membership_id, meeting_id,"
    " posted_by_id, posted_at, note"
)


def script() -> str:
    members = range(2, MEMBERS + 2)
    rows = [ROW.format(credit=1, amount=5_000, member=member) for member in members]
    rows += [ROW.format(credit=member, amount=10_000, member=member) for member in members]
    changes = ", ".join(f"(:g * 100 + {member}, 10000)" for member in members)
    return (
        f"\\set g random(0, {GROUPS - 1})\nBEGIN;\n"
        f"UPDATE raw_book SET balance = balance + 15000 * {MEMBERS} WHERE id = :g * 100;\n"
        f"INSERT INTO raw_entry ({COLUMNS}) VALUES {', '.join(rows)};\n"
        f"UPDATE raw_book b SET balance = b.balance + v.change FROM (VALUES"
        f" (:g * 100 + 1, 5000 * {MEMBERS}), {changes}) v (id, change) WHERE b.id = v.id;\nEND;\n"
    )


class Raw:
    """Measures like a worker does, but by pgbench."""

    def __init__(self, host: str, database: str, pgbench: Path):
        self.pgbench, self.host, self.database = pgbench, host, database
        self.file = Path(host).parent / "raw.sql"
        self.file.write_text(script())
        with psycopg2.connect(host=host, user="kube_owner", dbname=database) as connection:
            connection.cursor().execute(TABLES.format(groups=GROUPS, members=MEMBERS))

    def measure(self, way: str, clients: int, seconds: float, seed: int) -> float:
        order = f"-n -M prepared -c {clients} -j {min(clients, 2)}"
        order += f" -T {max(1, round(seconds))} --random-seed={seed}"
        where = ["-f", str(self.file), "-h", self.host, "-U", "kube_owner", self.database]
        said = subprocess.run(
            [str(self.pgbench), *order.split(), *where], capture_output=True, text=True, check=True
        )
        (rate,) = re.findall(r"tps = ([\d.]+)", said.stdout)
        return float(rate) * POSTINGS
