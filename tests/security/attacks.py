"""Attacks on the database as the site's role, each with the rule that refuses it."""

from collections.abc import Callable

from django.db.models import Model

from tests.finance.promises.sql import run

Attack = Callable[[], object]


class Attacks:
    """`@attacks("name_of_the_rule")` on a function keeps it as a case under its name."""

    def __init__(self) -> None:
        self.cases: dict[str, tuple[Attack, str]] = {}

    def __call__(self, rule: str) -> Callable[[Attack], Attack]:
        def keep(attack: Attack) -> Attack:
            self.cases[attack.__name__] = (attack, rule)
            return attack

        return keep


def change(row: Model, columns: str, *values: object) -> None:
    """UPDATE this row, past its model."""
    run(f"UPDATE {row._meta.db_table} SET {columns} WHERE {key(row)} = %s", *values, row.pk)


def key(row: Model) -> str:
    return row._meta.pk.column
