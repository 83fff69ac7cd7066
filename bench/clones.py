"""Multiply a programme by copying its groups with all their rows.

Posting ten million entries through the ledger takes hours; copying rows takes minutes. Triggers are
disabled meanwhile, so what they maintain is copied or recomputed: each copied group has its own
chain of digests, which `check_ledger` accepts. History tables are not copied.
"""

from accounts.models import Assignment, User
from finance.models import Book, Chain, Dispute, DuesRule, Entry, SavingsRule
from groups.models import (
    Attendance,
    Decision,
    Facilitation,
    Group,
    Household,
    Meeting,
    Membership,
    Office,
    Person,
    Problem,
    Schedule,
)

COPIED = [
    User,
    Assignment,
    Group,
    Schedule,
    Facilitation,
    DuesRule,
    SavingsRule,
    Household,
    Person,
    Membership,
    Office,
    Meeting,
    Attendance,
    Decision,
    Problem,
    Book,
    Entry,
    Chain,
    Dispute,
]
FEW, MANY = "Sigogor", "Krajan"  # hamlets: of the first group, and of all others
FAR = 100_000_000  # from a row to its copy; no table of the original has as many
OTHERWISE = {
    (User, "username"): "username || '.' || copy",
    (Group, "name"): "name || ' ' || copy",
    (Group, "hamlet"): f"'{MANY}'",
    (Person, "user_id"): "NULL",
}
ONLY = {
    User: "username LIKE 'pendamping.%%'",
    Assignment: "user_id IN (SELECT id FROM accounts_user WHERE username LIKE 'pendamping.%%')",
}
DIGEST = """pg_temp.chained(finance_entry_text({values})) OVER
    (PARTITION BY copy, group_id ORDER BY sequence)"""
ENTRY_TEXT = [
    "id",
    "group_id",
    "sequence",
    "date",
    "debit_id",
    "credit_id",
    "amount",
    "membership_id",
    "meeting_id",
    "reverses_id",
    "corrects_id",
    "posted_by_id",
    "posted_at",
    "note",
]


CHAINED = """
    CREATE OR REPLACE FUNCTION pg_temp.link(before bytea, entry text) RETURNS bytea
        IMMUTABLE RETURN sha256(before || convert_to(entry, 'UTF8'));
    CREATE AGGREGATE pg_temp.chained(text) (SFUNC = pg_temp.link, STYPE = bytea, INITCOND = '')"""


def make(cursor, times: int, chunk: int) -> None:
    """Multiply the groups by `times`, as a superuser with triggers disabled."""
    cursor.execute("SET session_replication_role = replica")
    cursor.execute(CHAINED)
    for first in range(1, times, chunk):
        copy(cursor, first, min(first + chunk, times) - 1)


def copy(cursor, first: int, last: int) -> None:
    """Copy each original row once per number."""
    for model in COPIED:
        cursor.execute(statement(model), [first, last])
        if model._meta.pk.get_internal_type() == "BigAutoField":
            table = model._meta.db_table
            cursor.execute(f"SELECT setval('{table}_id_seq', max(id)) FROM {table}")
    cursor.execute(
        "UPDATE finance_chain c SET digest = e.digest FROM finance_entry e WHERE c.group_id >= %s"
        " AND e.group_id = c.group_id AND e.sequence = c.sequence",
        [first * FAR],
    )


def statement(model) -> str:
    table, columns = model._meta.db_table, [field.column for field in model._meta.concrete_fields]
    values = ", ".join(value(model, column) for column in columns)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values}"
        f" FROM {table}, generate_series(%s, %s) AS copy"
        f" WHERE {model._meta.pk.column} < {FAR} AND {ONLY.get(model, 'true')}"
    )


def value(model, column: str) -> str:
    """The SQL expression of a column in the copy."""
    if (model, column) == (Entry, "digest"):
        return DIGEST.format(values=", ".join(value(Entry, part) for part in ENTRY_TEXT))
    if (model, column) in OTHERWISE:
        return OTHERWISE[model, column]
    field = next(field for field in model._meta.concrete_fields if field.column == column)
    target = field.related_model or (model if field.primary_key else None)
    return f"{column} + copy * {FAR}::bigint" if target in COPIED else column
