"""The list of reports: filtered rows, figures and the Excel table."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Region
from foundation.exports import Column
from grants.selection.models import Award
from grants.spending.models import State
from grants.spending.models.grants import WAITS_FOR
from grants.spending.reports.paid_grants import (
    annotated,
    annotations_of,
    is_due_soon,
    is_overdue,
)
from grants.way.steps import STEP_OF
from groups.models import Group

STATES = {state.value: STEP_OF[state][1].label for state in WAITS_FOR}
STATES[State.DONE.value] = gettext_lazy("Finished")
Annotations = dict[int, dict[str, Any]]  # by primary key of the grant


def annotations_of_all(awards: QuerySet[Award]) -> Annotations:
    return annotations_of(list(awards.values_list("pk", flat=True)))


def chosen(
    awards: QuerySet[Award], found: Annotations, form: Any, today: datetime.date
) -> list[int]:
    """The primary keys of the filtered grants, in list order."""
    asked = form.cleaned_data if form.is_valid() else {}
    keys = list(found)
    if words := asked.get("q"):
        villages = Region.objects.filter(pk__in=awards.values("group__village"))
        groups = Group.objects.named(words, villages=villages).values("pk")
        named = set(awards.filter(group__in=groups).values_list("pk", flat=True))
        keys = [key for key in keys if key in named]
    match asked.get("show", ""):
        case "":
            return keys
        case "soon":
            return [key for key in keys if is_due_soon(found[key]["due_on"], today)]
        case "overdue":
            return [key for key in keys if is_overdue(found[key]["due_on"], today)]
        case state:
            return [key for key in keys if found[key]["state"] == state]


def shown(keys: Sequence[int], found: Annotations) -> list[Award]:
    """The grants of these keys with everything a row displays."""
    rows = Award.objects.select_related("group__village__parent", "round").in_bulk(keys)
    return [annotated(rows[key], found[key]) for key in keys]


def counts(found: Annotations, today: datetime.date) -> dict[str, int]:
    """The figures above the list, each linking to its rows."""
    rows = found.values()
    return {
        "soon": sum(is_due_soon(row["due_on"], today) for row in rows),
        "overdue": sum(is_overdue(row["due_on"], today) for row in rows),
        "returned": sum(row["state"] == State.RETURNED for row in rows),
        "to_review": sum(row["state"] == State.TO_REVIEW for row in rows),
    }


def table(rows: Iterable[Award]) -> tuple[list[Column], Iterator[list[Any]]]:
    columns = [
        Column(_("Group"), 28),
        Column(_("Village"), 20),
        Column(_("Round"), 24),
        Column(_("Grant")),
        Column(_("Arrived")),
        Column(_("Spent")),
        Column(_("Given back")),
        Column(_("Left")),
        Column(_("State"), 24),
        Column(_("Due on")),
    ]
    return columns, (
        [
            str(row.group),
            row.group.village.name,
            str(row.round),
            row.amount,
            row.paid_on,
            row.spent,
            row.given_back,
            row.left,
            str(STATES[row.state]),
            row.due_on,
        ]
        for row in rows
    )
