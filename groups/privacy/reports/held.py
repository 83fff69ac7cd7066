"""All that is held of a person, whatever app holds it: each row that refers to her."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import DateField, DateTimeField, Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.formatting import rupiah
from foundation.texts import Text
from groups.models import Household, Membership, Person
from groups.privacy.rules.erasures import records_of

NAMES: dict[str, Text] = {  # what rows of a model are called; of other apps by their label
    "groups.Membership": _("Memberships"),
    "groups.Reveal": _("Numbers shown"),
    "groups.Consent": _("Asked by another district"),
    "groups.Merge": _("Two records of one person?"),
    "groups.RegisterPerson": _("Registers of people"),
    "groups.PovertyCheck": _("Poverty data"),
    "groups.Attendance": _("Attendance"),
    "groups.Office": _("Offices held"),
    "groups.Trained": _("Trainings"),
    "groups.CoachingVisit": _("Visits of the facilitator"),
    "groups.CoachedMember": _("Visits of the facilitator"),
    "groups.Problem": _("Problems"),
    "groups.ProblemParty": _("Problems"),
    "groups.RegisterPick": _("Registers of people"),
    "groups.Correction": _("Asked to be put right"),
    "groups.Erasure": _("Asked to be removed"),
    "groups.MergedMembership": _("Two records of one person?"),
    "finance.Book": _("Savings books"),
    "finance.Entry": _("Entries in the books"),
    "finance.DuesWaiver": _("Dues waived"),
    "finance.Dispute": _("Contested figures"),
}
LEFT_OUT = {"groups.Person", "groups.Household"}  # said above the lists
SHOWN = 500  # rows of a kind


@dataclass(frozen=True)
class Held:
    """The rows of a kind, each with its day where it has one."""

    name: Text
    rows: list[tuple[datetime.date | None, str]]
    total: int


def held_of(person: Person, user: User) -> list[Held]:
    """Rows that refer to the person, to a membership or to the family card, by kind."""
    people = records_of(person)
    memberships = list(Membership.objects.filter(person__in=people))
    households = {each.household_id for each in people}
    found: dict[str, dict[int, Model]] = {}
    for model, keys in (
        (Person, [each.pk for each in people]),
        (Household, list(households)),
        (Membership, [each.pk for each in memberships]),
    ):
        for relation in relations_of(model):
            label = relation.related_model._meta.label
            rows: Any = relation.related_model._default_manager.all()
            if hasattr(rows, "visible_to"):  # no confidential problem of which the user knows not
                rows = rows.visible_to(user)
            rows = rows.filter(**{f"{relation.field.name}__in": keys})
            found.setdefault(label, {}).update({row.pk: row for row in rows[: SHOWN + 1]})
    return [_held(label, list(rows.values())) for label, rows in sorted(found.items()) if rows]


def relations_of(model: type[Model]) -> list[Any]:
    """The relations of rows that refer to this model, without its history and itself."""
    return [
        relation
        for relation in model._meta.related_objects
        if not hasattr(relation.related_model, "pgh_obj")
        and relation.related_model._meta.label not in LEFT_OUT
    ]


def _held(label: str, rows: list[Model]) -> Held:
    dated = [(_day(row), _said(row)) for row in rows]
    dated.sort(key=lambda each: (each[0] or datetime.date.min, each[1]), reverse=True)
    return Held(NAMES.get(label, label), dated[:SHOWN], len(rows))


def _said(row: Any) -> str:
    """The row with its group; of money the amount and what was written beside it."""
    amount, group = getattr(row, "amount", None), getattr(row, "group", None)
    said = [str(row)]
    if isinstance(amount, int):
        said = [rupiah(amount), getattr(row, "note", "")]
    return ", ".join(filter(None, [*said, str(group) if group else ""]))


def _day(row: Model) -> datetime.date | None:
    for field in row._meta.local_fields:
        if isinstance(field, DateTimeField):
            moment = getattr(row, field.name)
            return timezone.localdate(moment) if moment else None
        if isinstance(field, DateField):
            return getattr(row, field.name)
    return None
