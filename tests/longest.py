"""Rows whose texts are as long as their fields allow, of wide letters without a blank."""

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import CharField

from accounts.database_roles import as_owner

OURS = {"accounts", "groups", "finance", "grants", "papers"}
MADE = {"code", "digest", "fingerprint", "pair", "case", "rule", "read_as", "number_format"}
MADE |= {"nik_index", "kk_index", "kk_sealed", "nik_sealed", "password", "pgh_label"}
LOADED = {"accounts.Region", "groups.Instrument", "groups.Dimension", "groups.Criterion"}
LOADED |= {"groups.Level", "groups.Category", "papers.Paper", "papers.TakenNumber"}
EVEN_IF_EMPTY = {"hamlet", "usual_place", "next_place", "place", "address", "phone", "rank"}
FIGURES = {"number", "postcode", "counter_account", "phone", "reference", "page", "telephone"}


def typed(model: type[models.Model]) -> list[CharField]:
    """The fields of a model that people fill with words of their own."""
    if model._meta.app_label not in OURS or model._meta.label in LOADED:
        return []
    return [
        field
        for field in model._meta.local_fields
        if isinstance(field, CharField) and field.max_length and not field.choices
        if field.name not in MADE
    ]


def longest(field: CharField) -> str:
    """SQL: the key, which keeps unique what must be, filled up to the length of the field."""
    letter = "0" if field.name in FIGURES else "W"
    key, most = field.model._meta.pk.column, field.max_length
    text = f"left({key} || repeat('{letter}', {most}), {most})"
    name = f'"{field.column}"'
    if field.name not in EVEN_IF_EMPTY:
        text = f"CASE {name} WHEN '' THEN '' ELSE {text} END"
    return f"{name} = {text}"


def lengthen() -> None:
    """Fill those fields in every row, as the owner, past the triggers that keep rows."""
    with as_owner(), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in apps.get_models():
            table, fields = model._meta.db_table, typed(model)
            if fields:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                cursor.execute(f"UPDATE {table} SET {', '.join(map(longest, fields))}")
                cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
