"""The edit history shows words, never the key of a row."""

import pytest
from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from groups.models import Programme
from groups.reports.history import HIDDEN, differences
from tests.factories import HouseholdFactory

pytestmark = pytest.mark.django_db  # a name may ask for other rows
KEY = 987_654_321
TRACKED = [model for model in apps.get_models() if hasattr(model, "edit_history")]
LINKED = {
    field.related_model
    for model in TRACKED
    for field in model._meta.concrete_fields
    if field.is_relation and field.name not in HIDDEN
}


@pytest.mark.parametrize(
    "model", sorted(LINKED, key=lambda model: model.__name__), ids=lambda model: model.__name__
)
def test_a_row_that_history_names_is_not_called_by_its_key(model):
    """Also with all other fields empty; a name made of other rows is one of these again."""
    is_text = isinstance(model._meta.pk, models.CharField)
    try:
        name = str(model(pk=str(KEY) if is_text else KEY))
    except (ObjectDoesNotExist, AttributeError):
        return
    assert str(KEY) not in name
    assert f"{model.__name__} object" not in name


def test_two_households_of_one_address_are_told_apart():
    first, second = HouseholdFactory(address="RT 02"), HouseholdFactory(address="RT 02")
    for household, number in ((first, "3507071203090001"), (second, "3507071203090077")):
        household.seal_kk(number)

    assert str(first) != str(second)
    assert "3507071203090001" not in str(first)


def test_yes_and_no_are_words():
    before, after = Programme(two_scores=False), Programme(two_scores=True)

    ((_field, no, yes),) = differences(before, before, after)

    assert (no, yes) == ("tidak", "ya")
