"""The edit history of register rows: when, by whom, from what to what."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.formatting import clock, day
from groups import identity
from groups.models import Membership

HIDDEN = {"id", "nik_index", "kk_index", "registered_by", "registered_at"}


@dataclass(frozen=True)
class FieldChange:
    """A changed field of a row, before and after."""

    at: datetime.datetime
    by: str
    field: str
    before: str
    after: str


def changes(*rows: models.Model, whole: bool = True) -> list[FieldChange]:
    """The changes of these rows, latest first, from their pghistory events.

    Not `whole`: of birth dates the year, as a masked NIK stands beside them.
    """
    found = [change for row in rows for change in _of_row(row, whole)]
    writers = {change.by for change in found if change.by}
    names: dict[Any, str] = (
        dict(User.objects.filter(pk__in=writers).values_list("pk", "name")) if writers else {}
    )
    named = [
        FieldChange(change.at, names.get(change.by, ""), change.field, change.before, change.after)
        for change in found
    ]
    return sorted(named, key=lambda change: change.at, reverse=True)


def changes_seen(membership: Membership, *, whole: bool, alone: bool) -> list[FieldChange]:
    """The changes of a member and the household; not `alone`: those of the term in this group."""
    person, since, until = membership.person, membership.since, membership.until
    found = changes(person, person.household, whole=whole)
    if alone:
        return found
    days = ((change, timezone.localdate(change.at)) for change in found)
    return [change for change, on in days if since <= on and (until is None or on < until)]


def _of_row(row: Any, whole: bool) -> Iterator[FieldChange]:
    """Compare successive events. A model tracks either new states (with the insert) or old ones."""
    events = list(row.events.select_related("pgh_context").order_by("pgh_id"))
    keeps_new = bool(events) and events[0].pgh_label == "insert"
    states = events if keeps_new else [*events, row]
    for before, after in pairwise(states):
        event = after if keeps_new else before
        context = event.pgh_context.metadata if event.pgh_context else {}
        for difference in differences(row, before, after, whole=whole):
            yield FieldChange(event.pgh_created_at, context.get("user", ""), *difference)


def differences(
    row: models.Model, before: Any, after: Any, *, whole: bool = True
) -> Iterator[tuple[str, str, str]]:
    """Yield (field, before, after) for each difference of two states; numbers are masked."""
    for field in row._meta.concrete_fields:
        if field.name in HIDDEN:
            continue
        if _differ(row, field, before, after):
            was, now = (_value_text(row, state, field, whole) for state in (before, after))
            yield _heading(field), was, now


def _heading(field: "models.Field[Any, Any]") -> str:
    if field.name.endswith("_sealed"):
        return field.name.removesuffix("_sealed").upper()
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]


def _differ(row: models.Model, field: "models.Field[Any, Any]", *states: models.Model) -> bool:
    """Whether the values differ; a number that was only sealed anew is the same."""
    values = {getattr(state, field.attname) for state in states}
    if len(values) == 1 or not field.name.endswith("_sealed"):
        return len(values) > 1
    try:
        return len({identity.unseal(sealed, _place(row, field)) for sealed in values}) > 1
    except identity.Unreadable:
        return True


def _place(row: models.Model, field: "models.Field[Any, Any]") -> str:
    """For which row a number is sealed, as `groups.models.people` has it."""
    return f"{field.name.removesuffix('_sealed')} {row.pk}"


def _value_text(
    row: models.Model, state: models.Model, field: "models.Field[Any, Any]", whole: bool
) -> str:
    value = getattr(state, field.name)
    if value in (None, ""):
        return _("nothing")
    if field.name.endswith("_sealed"):
        return identity.masked(value, _place(row, field))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, datetime.datetime | datetime.time):
        return clock(value)
    if field.name == "born_on" and not whole:
        return f"{value:%Y}"
    if isinstance(value, datetime.date):
        return day(value)
    return str(value)
