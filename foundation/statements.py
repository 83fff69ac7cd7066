"""Large statements compiled once, then run for other rows.

Django takes a quarter of a second to build and compile a union of thirty querysets, whose text is
the same for each row that is asked about. Compile it with `STAND_IN` as that row's primary key,
keep the `Statement` in a cache by all else that it depends on, the day among it, and run it with
the key of the row. Compiled with `pk__in=STAND_INS` it is run with a list of keys.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Func, QuerySet, Value

STAND_IN = -987_654_321  # no row's primary key
STAND_INS = Func(Value(STAND_IN), template="(SELECT unnest(%(expressions)s::bigint[]))")


@dataclass(frozen=True)
class Statement:
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        return cls(*rows.query.sql_with_params())

    def run(self, key: int | Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows for that primary key, or those keys, as the database's driver reads them."""
        params: list[Any] = [key if each == STAND_IN else each for each in self.params]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, params)
            return cursor.fetchall()
