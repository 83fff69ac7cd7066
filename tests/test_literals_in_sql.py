"""Literals that SQL or a constraint compares with a column of choices are among the choices.

Else a renamed or removed choice would leave a trigger behind that never matches again.
"""

import re

import pytest
from django.apps import apps
from django.db.models import Q

from finance.models import Book
from tests.finance.promises.sql import run

pytestmark = pytest.mark.django_db

FUNCTIONS = """
    SELECT p.proname, p.prosrc, array_agg(t.tgrelid::regclass::text) FROM pg_proc p
    LEFT JOIN pg_trigger t ON t.tgfoid = p.oid
    WHERE p.pronamespace = 'public'::regnamespace AND p.proowner = 'kube_owner'::regrole
        AND p.prokind = 'f' AND p.prosrc NOT LIKE %s GROUP BY p.oid"""
TABLE = re.compile(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!ON\b|SET\b)(\w+))?")
LITERALS = r"\(?\s*((?:'\w*'(?:::\w+)?(?:\s*,\s*)?)+)"
COLUMN = r"(?:(\w+)\.)?(\w+)"
COMPARED = re.compile(rf"{COLUMN}\s*(?:=|<>|\bIN\b|\bNOT\s+IN\b)\s*{LITERALS}")
IN_AN_ARRAY = re.compile(rf"ARRAY\[([^\]]+)\](?:::\w+\[\])?,\s*{COLUMN}")
CASES = re.compile(rf"\bCASE\s+{COLUMN}\s+(WHEN.+?)\bEND\b", re.DOTALL)
GIVEN_BY_A_CASE = re.compile(rf"{COLUMN}\s*=\s*CASE\b(.+?)\bEND\b", re.DOTALL)
MODELS = {model._meta.db_table: model for model in apps.get_models() if not model._meta.proxy}


def choices_of(table: str, column: str) -> set[str] | None:
    """The values of a column's choices; None if the table has no such column."""
    fields = MODELS[table]._meta.concrete_fields if table in MODELS else []
    found = [field for field in fields if field.column == column and field.choices]
    return {str(value) for value, _label in found[0].flatchoices} if found else None


def tables_of(source: str, own: list[str]) -> dict[str, set[str]]:
    """The tables that each alias may stand for; '' for an unqualified column."""
    tables = {"NEW": set(own), "OLD": set(own), "new_rows": set(own), "": set(own)}
    for table, alias in TABLE.findall(source):
        for name in (alias or table, table, ""):
            tables.setdefault(name, set()).update(own if table == "new_rows" else [table])
    return tables


def comparisons(source: str) -> list[tuple[str, str, list[str]]]:
    """Each alias and column compared with literals, and the literals."""
    found = COMPARED.findall(source)
    found += [(alias, column, values) for values, alias, column in IN_AN_ARRAY.findall(source)]
    for pattern, before in ((CASES, "WHEN"), (GIVEN_BY_A_CASE, "(?:THEN|ELSE)")):
        for alias, column, parts in pattern.findall(source):
            values = re.findall(rf"{before}\s+('\w*')", parts)
            found += [(alias, column, value) for value in values]
    return [(alias, column, re.findall(r"'(\w*)'", values)) for alias, column, values in found]


def unknown(source: str, own: list[str]) -> tuple[list[str], int]:
    """Literals that no compared column has as a choice, and the number of comparisons."""
    tables, wrong, count = tables_of(source, own), [], 0
    for alias, column, values in comparisons(source):
        known = [choices_of(table, column) for table in sorted(tables.get(alias, ()))]
        known = [choices for choices in known if choices is not None]
        count += len(values) if known else 0
        wrong += [f"{column} {v!r}" for v in values if v and known and v not in set.union(*known)]
    return wrong, count


def test_literals_in_functions_are_choices():
    counts = {}
    for name, source, own in run(FUNCTIONS, "%\\_pgh\\_%"):
        wrong, counts[name] = unknown(source, [table for table in own if table])
        assert not wrong, f"{name}: {wrong}"

    assert sum(counts.values()) > 50
    assert "groups_reckon_schedule" in counts  # functions of no trigger are read too


@pytest.mark.parametrize(
    "source",
    [
        "IF NEW.kind = 'gold' THEN",
        "SELECT FROM finance_book d WHERE d.kind IN ('cash', 'gold')",
        "SELECT FROM finance_book WHERE kind <> 'gold'",
        "CASE NEW.kind WHEN 'cash' THEN x WHEN 'gold' THEN y END",
        "NEW.kind = CASE WHEN true THEN 'gold' ELSE 'cash' END",
        "array_position(ARRAY['cash', 'gold']::varchar[], NEW.kind)",
    ],
)
def test_each_way_to_compare_is_looked_at(source):
    assert unknown(source, ["finance_book"])[0] == ["kind 'gold'"]


def leaves(condition: Q):
    for child in condition.children:
        yield from leaves(child) if isinstance(child, Q) else [child]


def conditions():
    for model in MODELS.values():
        for rule in [*model._meta.constraints, *model._meta.indexes]:
            if isinstance(getattr(rule, "condition", None), Q):
                found = (leaf for leaf in leaves(rule.condition) if isinstance(leaf, tuple))
                yield from ((model, rule.name, *leaf) for leaf in found)


def test_literals_in_constraints_are_choices():
    seen = 0
    for model, name, lookup, value in conditions():
        column, _, kind = lookup.partition("__")
        known = choices_of(model._meta.db_table, model._meta.get_field(column).column)
        if known and kind in ("", "exact", "in"):
            values = {str(v) for v in (value if kind == "in" else [value])}
            seen += len(values)
            assert values - {"", "None"} <= known, f"{name}: {lookup} {value}"

    assert seen > 30


def kinds_in(sql: str) -> set[str]:
    return set(re.findall(r"'(\w+)'(?:::character varying)?", sql))


def test_the_database_has_the_lists_of_book_kinds():
    """The triggers that keep balances use the same lists as `Book.DEBIT_SIDE` and others."""
    [(source,)] = run("SELECT prosrc FROM pg_proc WHERE proname LIKE 'pgtrigger_e_keeps_bal%%'")
    [debit_side] = set(re.findall(r"WHEN b\.kind IN \(([^)]+)\)", source))
    [others] = re.findall(r"WHEN b\.kind NOT IN \(([^)]+)\)", source)
    rules = dict(
        run(
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = 'finance_book'::regclass AND contype = 'c'"
        )
    )

    assert kinds_in(debit_side) == set(Book.DEBIT_SIDE)
    assert kinds_in(others) == set(Book.NEVER_NEGATIVE)
    assert kinds_in(rules["finance_book_not_negative"]) == set(Book.NEVER_NEGATIVE)
    assert kinds_in(rules["finance_book_of_a_member"]) == set(Book.OF_A_MEMBER)
    assert kinds_in(rules["finance_book_named"]) == set(Book.NAMED)
