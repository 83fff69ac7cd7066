"""Paid grants with their use, their state, and since when and until when it waits."""

import datetime
from collections.abc import Sequence
from copy import copy
from functools import cache
from typing import Any

from django.db.models import Case, CharField, F, QuerySet, Value, When

from foundation.statements import STAND_INS, Statement
from grants.selection.models import Award
from grants.spending.models import State, grants
from grants.spending.models.grants import WAITS_FOR, first_matching

SOON = datetime.timedelta(days=30)


def paid_grants(awards: QuerySet[Award]) -> QuerySet[Any]:
    """Those of the awards that were paid, annotated with their progress, `state` and `since`."""
    rows = grants().filter(pk__in=awards.values("pk")).with_progress()
    states = {state: Value(state.value) for state in WAITS_FOR}
    since = {state: each.since for state, each in WAITS_FOR.items()}
    return rows.annotate(
        state=first_matching(states, Value(State.DONE.value), CharField()),
        since=first_matching(since, F("reviewed_on")),
    )


def paid_grant(award: Award) -> Award | None:
    """A copy of the award with the annotations of `paid_grants`; None before it was paid."""
    found = annotations_of([award.pk]).get(award.pk)
    return annotated(award, found) if found else None


def annotated(award: Award, annotations: dict[str, Any]) -> Award:
    award = copy(award)
    vars(award).update(annotations)
    return award


def annotations_of(keys: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The annotations of `paid_grants` by primary key, in the order of the list of reports.

    Ordered by due day, grants without one last.
    """
    columns, statement = statement_of_annotations()
    return {pk: dict(zip(columns, row, strict=True)) for pk, *row in statement.run(keys)}


@cache
def statement_of_annotations() -> tuple[list[str], Statement]:
    """The annotations of `paid_grants`, compiled once: each of the columns is a subquery."""
    rows = paid_grants(Award.objects.filter(pk__in=STAND_INS))
    columns = list(rows.query.annotations)
    last = Case(When(state=State.DONE.value, then=Value(1)), default=Value(0))
    rows = rows.order_by(last, F("due_on").asc(nulls_last=True), "since", "group__name", "pk")
    return columns, Statement.of(rows.values_list("pk", *columns))


def is_due_soon(due_on: datetime.date | None, today: datetime.date) -> bool:
    return due_on is not None and today <= due_on <= today + SOON


def is_overdue(due_on: datetime.date | None, today: datetime.date) -> bool:
    return due_on is not None and due_on < today
