"""Large statements compiled once, then run for other rows.

Django takes a quarter of a second to build and compile a union of thirty querysets, two
milliseconds for one with ten `select_related`, though the text is the same for each row that is
asked about. A function that builds the queryset of a page is decorated with `compiled_once`. For
anything else compile it with `STAND_IN` as the row's primary key, keep the `Statement` in a cache
by all else that it depends on, the day among it, and run it with the key of the row. Compiled with
`pk__in=STAND_INS` it is run with a list of keys.
"""

import datetime
from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar, TypeVarTuple

from django.db import connection, connections
from django.db.models import Func, QuerySet, Value

STAND_IN = -987_654_321  # no row's primary key
KEYS = "(SELECT unnest(%(expressions)s::bigint[]))"
STAND_INS = Func(Value(STAND_IN), template=KEYS)
AMONG = (" IN (SELECT unnest(%s::bigint[]))", " = ANY(%s::bigint[])")

Given = TypeVarTuple("Given")
Row = TypeVar("Row")


@dataclass(frozen=True)
class Statement:
    sql: str
    params: tuple[Any, ...]

    @classmethod
    def of(cls, rows: QuerySet[Any, Any]) -> "Statement":
        return cls.compiled(*rows.query.sql_with_params())

    @classmethod
    def compiled(cls, sql: str, params: tuple[Any, ...]) -> "Statement":
        """Compare with an array: PostgreSQL joins more than eight tables in the order written, and
        would read them whole before it looks among the rows of a subquery."""
        return cls(sql.replace(*AMONG), params)

    def run(self, key: int | Sequence[int]) -> list[tuple[Any, ...]]:
        """The rows for that primary key, or those keys, as the database's driver reads them."""
        with connection.cursor() as cursor:
            cursor.execute(*self.filled({STAND_IN: key}))
            return cursor.fetchall()

    def filled(self, values: dict[Any, Any]) -> tuple[str, list[Any]]:
        """The statement with these values for their stand-ins."""
        params = [
            values.get(each, each) if isinstance(each, int | str | datetime.date) else each
            for each in self.params
        ]
        return self.sql, params


def compiled_once(
    build: Callable[[*Given], QuerySet[Any, Row]],
) -> Callable[[*Given], list[Row]]:
    """Reads the rows of the queryset that `build` returns, which is compiled at the first call.

    Each argument is a parameter of the statement as it is given: a primary key, a list of keys, a
    text, a day or a moment. Nothing else may differ between calls: no user, language or today.
    """
    compiled: dict[tuple[type, ...], tuple[QuerySet[Any, Row], Any, Statement]] = {}

    def compile_for(kinds: tuple[type, ...]) -> tuple[QuerySet[Any, Row], Any, Statement]:
        rows = build(*(argument_of(kind, place) for place, kind in enumerate(kinds)))
        compiler = rows.query.get_compiler(rows.db)
        statement = Statement.compiled(*compiler.as_sql())
        for place, kind in enumerate(kinds):
            if stand_in(kind, place) not in statement.params:
                raise TypeError(f"{build.__name__}: argument {place} is no parameter of its query")
        return rows, compiler, statement

    @wraps(build)
    def read(*given: *Given) -> list[Row]:
        kinds = tuple(map(kind_of, given))
        if kinds not in compiled:
            compiled[kinds] = compile_for(kinds)
        rows, compiler, statement = compiled[kinds]
        values = {stand_in(kind, place): given[place] for place, kind in enumerate(kinds)}
        reading = copy(compiler)  # knows the columns; each thread has its own connection
        reading.connection = connections[rows.db]
        reading.as_sql = lambda: statement.filled(values)
        found = rows.all()
        found.query.get_compiler = lambda *_args, **_options: reading  # type: ignore[method-assign]
        return list(found)

    return read


def kind_of(value: object) -> type:
    for kind in (int, str, datetime.datetime, datetime.date):
        if isinstance(value, kind):
            return kind
    return list


def stand_in(kind: type, place: int) -> Any:
    """The parameter that is replaced by the argument at that place."""
    if kind is datetime.datetime:
        return datetime.datetime(1000, 1, 1, second=place, tzinfo=datetime.UTC)
    if kind is datetime.date:
        return datetime.date(1000, 1, 1 + place)
    if kind is str:
        return f"stand-in {place}"
    return STAND_IN - place


def argument_of(kind: type, place: int) -> Any:
    """What the queryset is built with: the stand-in, or an expression of it as an array."""
    key = stand_in(kind, place)
    return Func(Value(key), template=KEYS) if kind is list else key
