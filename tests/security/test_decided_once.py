"""Bar, row 12: a field that says how something ended is guarded by a trigger, or excused."""

import re

import pgtrigger
import pytest
from django.apps import apps

from accounts.database_roles import rights_of
from foundation.triggers import EnforcedTrigger

ENDS = re.compile(
    r"(answer|answered|agreed|cancelled|closed|confirmed|decided|done|ended|merged|paid|removed|"
    r"returned|signed|undone|withdrawn)(_(by|at|on))?|until"
)
EXCUSED = {
    "accounts.Limit.until": "counts tries; deleted when it is over",
    "groups.Programme.until": "an edit of the office, kept in the history",
    "groups.Decision.done_on": "an edit of the minutes, kept in the history",
}


def fields():
    """Each field of that kind in a table whose rows the site may change."""
    for model in apps.get_models():
        if "UPDATE" in (rights_of(model) or ""):
            for field in model._meta.concrete_fields:
                if ENDS.fullmatch(field.name) and hasattr(model, "site_may"):
                    yield f"{model._meta.label}.{field.name}", model, field


FIELDS = {name: (model, field) for name, model, field in fields()}


@pytest.mark.parametrize("name", FIELDS)
def test_it_is_guarded_or_excused(name):
    model, field = FIELDS[name]

    guards = [
        trigger
        for of, trigger in pgtrigger.registered()
        if of is model
        and isinstance(trigger, EnforcedTrigger)
        and trigger.operation == pgtrigger.Update
        and re.search(rf"\bOLD\.{field.column}\b", trigger.render_condition(model))
    ]

    assert guards or name in EXCUSED, "guard it by `fixed` or `not_prolonged`"


def test_no_excuse_is_left_over():
    assert EXCUSED.keys() <= FIELDS.keys()
