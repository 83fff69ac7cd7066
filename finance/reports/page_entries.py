"""The entries of one page of a statement, by primary key.

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
from foundation.statements import STAND_INS, Statement
from groups.models import Membership, Person

OWN = [field.attname for field in Entry._meta.concrete_fields]
RELATED: dict[str, tuple[type[Model], list[str]]] = {
    "debit": (Book, ["id", "kind", "name"]),
    "credit": (Book, ["id", "kind", "name"]),
    "membership": (Membership, ["id"]),
    "membership__person": (Person, ["id", "name", "sex"]),
    "posted_by": (User, ["id", "name", "sex"]),
    "reverses": (Entry, ["id", "sequence", "date"]),
    "reversal": (Entry, ["id", "sequence", "date", "note"]),
    "reversal__posted_by": (User, ["id", "name", "sex"]),
    "corrects": (Entry, ["id", "sequence", "date"]),
}


def entries_of_page(pks: list[int]) -> list[Entry]:
    """The entries by date and sequence, with what `BookLine` and `remarks` show."""
    rows = compiled().run(pks)
    made: dict[Any, Model] = {}
    entries = [entry_of(row, made) for row in rows]
    disputed = [entry for entry, row in zip(entries, rows, strict=True) if row[-1]]
    prefetch_related_objects(disputed, "disputes")
    nothing = Dispute.objects.none()
    list(nothing)  # evaluated, as it is shared
    for entry in entries:
        if entry not in disputed:
            entry.__dict__["_prefetched_objects_cache"] = {"disputes": nothing}
    return entries


@cache
def compiled() -> Statement:
    """Own columns, those of `RELATED`, and whether an entry has disputes."""
    columns = [f"{path}__{name}" for path, (_model, names) in RELATED.items() for name in names]
    disputes = Exists(Dispute.objects.filter(entry=OuterRef("pk")).order_by())
    rows: QuerySet[Any] = Entry.objects.filter(pk__in=STAND_INS).order_by("date", "sequence")
    return Statement.of(rows.annotate(disputed=disputes).values_list(*OWN, *columns, "disputed"))


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
