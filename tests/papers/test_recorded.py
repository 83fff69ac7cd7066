"""Rows that are written once keep their trigger, whatever else their model lists."""

import pytest
from django.apps import apps

from papers.models import AppendOnly
from tests.finance.promises.sql import run

WRITTEN_ONCE = [
    model for model in apps.get_models() if issubclass(model, AppendOnly) and not model._meta.proxy
]


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model._meta.label)
def test_a_model_cannot_leave_out_never_changed(model):
    assert "never_changed" in [trigger.name for trigger in model._meta.triggers]


@pytest.mark.django_db
def test_the_database_has_the_trigger_on_each_table():
    rows = run(
        "SELECT tgrelid::regclass::text FROM pg_trigger"
        " WHERE tgname LIKE 'pgtrigger\\_never\\_changed\\_%%' AND tgenabled = 'O'"
    )

    assert {model._meta.db_table for model in WRITTEN_ONCE} <= {table for (table,) in rows}
    assert len(WRITTEN_ONCE) > 50


@pytest.mark.parametrize("model", WRITTEN_ONCE, ids=lambda model: model._meta.label)
def test_the_site_only_reads_and_inserts(model):
    assert model.site_may == "SELECT, INSERT"
