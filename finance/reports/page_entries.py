"""The entries of one page of a statement, or of one meeting sheet.

Fifty entries with their books, member, reversal and correction are three hundred rows of models,
and a query of ten joins that Django compiles anew for each page. Here one statement is compiled
once, and reads of each related row only what a page shows: other fields are deferred.
"""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Exists, Model, OuterRef, QuerySet, prefetch_related_objects

from accounts.models import User
from finance.models import Book, Dispute, Entry
from foundation.statements import STAND_IN, STAND_INS, Statement
from groups.models import Membership, Person

OWN = [field.attname for field in Entry._meta.concrete_fields]
RELATED: dict[str, tuple[type[Model], list[str]]] = {
    "debit": (Book, ["id", "kind", "name"]),
    "credit": (Book, ["id", "kind", "name"]),
    "membership": (Membership, ["id", "group_id", "number", "until"]),
    "membership__person": (Person, ["id", "name", "sex"]),
    "posted_by": (User, ["id", "name", "sex"]),
    "reverses": (Entry, ["id", "sequence", "date"]),
    "reversal": (Entry, ["id", "sequence", "date", "note"]),
    "reversal__posted_by": (User, ["id", "name", "sex"]),
    "corrects": (Entry, ["id", "sequence", "date"]),
}


def entries_of_page(pks: list[int]) -> list[Entry]:
    """The entries by date and sequence, with what `BookLine`, `remarks` and the rows show."""
    rows = compiled().run(pks)
    entries = entries_from(rows)
    disputed = [entry for entry, row in zip(entries, rows, strict=True) if row[-1]]
    prefetch_related_objects(disputed, "disputes")
    nothing = Dispute.objects.none()
    list(nothing)  # evaluated, as it is shared
    for entry in entries:
        if entry not in disputed:
            entry.__dict__["_prefetched_objects_cache"] = {"disputes": nothing}
    return entries


def entries_of_sheet(meeting: int) -> list[Entry]:
    """The entries of a meeting by sequence, without reversals."""
    return entries_from(compiled_for_sheets().run(meeting))


def entries_from(rows: list[tuple[Any, ...]]) -> list[Entry]:
    made: dict[Any, Model] = {}
    return [entry_of(row, made) for row in rows]


@cache
def compiled() -> Statement:
    return Statement.of(
        columns(Entry.objects.filter(pk__in=STAND_INS)).order_by("date", "sequence")
    )


@cache
def compiled_for_sheets() -> Statement:
    rows = Entry.objects.filter(meeting=STAND_IN, reverses=None)
    return Statement.of(columns(rows).order_by("sequence"))


def columns(entries: QuerySet[Any]) -> QuerySet[Any, Any]:
    """Own columns, those of `RELATED`, and whether an entry has disputes."""
    related = [f"{path}__{name}" for path, (_model, names) in RELATED.items() for name in names]
    disputes = Exists(Dispute.objects.filter(entry=OuterRef("pk")).order_by())
    return entries.annotate(disputed=disputes).values_list(*OWN, *related, "disputed")


def entry_of(row: tuple[Any, ...], made: dict[Any, Model]) -> Entry:
    """The entry of a row; `made` keeps books, members and users, which many entries share."""
    end = len(OWN)
    entry = Entry.from_db(DEFAULT_DB_ALIAS, OWN, row[:end])
    found: dict[str, Model | None] = {"": entry}
    for path, (model, names) in RELATED.items():
        start, end = end, end + len(names)
        key = (path if model is Entry else model, row[start])
        if row[start] is not None and key not in made:
            made[key] = model.from_db(DEFAULT_DB_ALIAS, names, row[start:end])
        found[path] = made.get(key)
        above, _separator, relation = path.rpartition("__")
        if parent := found[above]:
            parent._state.fields_cache[relation] = found[path]
    return entry


def with_remarks(entries: QuerySet[Any]) -> QuerySet[Any]:
    """Select the relations that `BookLine` and `remarks` show."""
    return entries.select_related(
        "debit",
        "credit",
        "membership__person",
        "posted_by",
        "reverses__posted_by",
        "reversal__posted_by",
        "corrects",
    )
