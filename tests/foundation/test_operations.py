"""`BatchedOperations` is faster than its operations one by one, for as long as Django needs it."""

import django
import pgtrigger
from django.db import models
from django.db.migrations import AddConstraint, AddField, RunSQL
from django.db.migrations.state import ModelState, ProjectState
from pgtrigger.migrations import AddTrigger, RemoveTrigger

from foundation.operations import Adjoining, BatchedOperations, ForApp, adjoined


def a_state() -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState("grants", "Cow", [("id", models.BigAutoField(primary_key=True))]))
    return state


def constraints() -> list[AddConstraint]:
    return [
        AddConstraint("cow", models.CheckConstraint(condition=models.Q(id__gt=n), name=f"over_{n}"))
        for n in range(3)
    ]


def test_django_renders_the_models_again_for_each_operation():
    """If it no longer does, new migrations need no `BatchedOperations`; landed ones keep it."""
    state = a_state()
    before = state.apps.get_model("grants", "cow")

    constraints()[0].state_forwards("grants", state)

    assert state.apps.get_model("grants", "cow") is not before


def test_many_operations_render_the_models_once():
    state = a_state()
    assert state.apps.get_model("grants", "cow")  # rendered, and cached

    BatchedOperations(constraints()).state_forwards("grants", state)

    assert "apps" not in vars(state)
    assert len(state.apps.get_model("grants", "cow")._meta.constraints) == 3


def test_operations_on_another_app_than_the_migration_s():
    state = a_state()

    ForApp("grants", constraints()).state_forwards("groups", state)

    assert len(state.models["grants", "cow"].options["constraints"]) == 3


def test_neighbours_that_add_become_one_and_keep_their_order():
    first, second, third = constraints()
    sql, trigger = RunSQL(""), pgtrigger.Protect(name="kept", operation=pgtrigger.Delete)
    added, removed = AddTrigger("Cow", trigger), RemoveTrigger("cow", "kept")

    found = adjoined([first, second, sql, third, added, removed])

    assert [getattr(each, "operations", each) for each in found] == [
        [first, second],
        sql,
        [third, added],
        removed,
    ]


def test_neighbours_leave_the_state_as_one_by_one_would():
    added = [
        AddField("cow", "mother", models.ForeignKey("grants.cow", models.PROTECT, null=True)),
        AddField("cow", "tag", models.CharField(max_length=9)),
        *constraints(),
    ]
    apart, together = a_state(), a_state()
    rendered = together.apps.get_model("grants", "cow")

    for operation in added:
        operation.state_forwards("grants", apart)
    Adjoining(added).state_forwards("grants", together)

    assert apart == together
    assert together.apps.get_model("grants", "cow") is not rendered
    assert [field.name for field in together.apps.get_model("grants", "cow")._meta.fields] == [
        "id",
        "mother",
        "tag",
    ]


def test_the_private_cache_is_read_again_for_each_release_of_django():
    """`ProjectState.apps` is private: with a new Django read its code, then raise this number."""
    assert django.VERSION[:2] == (5, 2)
    assert "apps" in vars(ProjectState)
