"""What the site may do with each table: said by its model, granted by the database, no more."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from accounts.database_roles import rights_of
from tests.finance.promises.sql import run

VERBS = ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"]
OURS = [
    model
    for model in apps.get_models(include_auto_created=True)
    if Path(apps.get_app_config(model._meta.app_label).path).parent == settings.BASE_DIR
]


def said(model) -> dict[str, set[str]]:
    """Each verb with the columns it is for: `UPDATE (name)` is one, `UPDATE` all."""
    every = {field.column for field in model._meta.concrete_fields}
    found = re.findall(r"([A-Z]+)(?: \(([^)]+)\))?", rights_of(model))
    return {verb: set(columns.split(", ")) if columns else every for verb, columns in found}


def granted(model) -> dict[str, set[str]]:
    """A verb that knows no columns stands with all of them."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields]
    rows = run(
        "SELECT verb, name FROM unnest(%s) AS verb, unnest(%s) AS name WHERE CASE"
        " WHEN verb IN ('DELETE', 'TRUNCATE', 'TRIGGER') THEN has_table_privilege(%s, verb)"
        " ELSE has_column_privilege(%s, name, verb) END",
        VERBS,
        columns,
        table,
        table,
    )
    return {verb: {name for found, name in rows if found == verb} for verb, _name in rows}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_says_what_the_site_may(model):
    assert rights_of(model), f"{model.__name__} needs `site_may`, else the site may even delete"


@pytest.mark.django_db
@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_the_database_grants_that_and_no_more(model):
    assert granted(model) == said(model)
