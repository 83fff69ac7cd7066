"""Where names of a person still stand once they are removed: papers, notes that people typed."""

from typing import Any

from django.apps import apps
from django.db.models import CharField, Model, Q, TextField

from groups.models import Group, Membership, Person
from groups.privacy.rules.erasures import records_of
from papers.models import Paper

OURS = {"groups", "finance", "grants"}


def where_it_stands(membership: Membership) -> dict[str, int]:
    """How many papers and notes of the person's groups hold the name; they are not changed."""
    people = records_of(membership.person)
    groups = Group.objects.filter(memberships__person__in=people)
    history: Any = Person._meta.get_field("events").related_model._default_manager
    known = history.filter(pgh_obj__in=people).values_list("name", flat=True)
    names = {*known, *(each.name for each in people)}
    papers, notes = 0, 0
    for name in sorted(names):
        papers += Paper.objects.filter(group__in=groups, text__icontains=name).count()
        for model in apps.get_models():
            fields = _typed(model)
            if fields:
                holds = Q(*((f"{field}__icontains", name) for field in fields), _connector=Q.OR)
                notes += model._default_manager.filter(holds, group__in=groups).count()
    return {"papers": papers, "notes": notes}


def _typed(model: type[Model]) -> list[str]:
    """The texts of a row of a group that people type; not of the edit history."""
    fields = {field.name: field for field in model._meta.local_fields}
    group: Any = fields.get("group")
    if model._meta.app_label not in OURS or not group or group.related_model is not Group:
        return []
    if "pgh_obj" in fields:
        return []
    return [
        name
        for name, field in fields.items()
        if isinstance(field, CharField | TextField) and not field.choices
    ]
