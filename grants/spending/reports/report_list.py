"""The list of reports: whose is due, late, waiting; narrowed by what was asked, and as a table."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import Region
from foundation.exports import Column
from grants.selection.models import Award
from grants.spending.reports.deadlines import SOON, State, accounts, due_soon, overdue
from groups.models import Group


def chosen(awards: QuerySet[Award], form, today: datetime.date) -> QuerySet[Award]:
    """What was due longest stands first; what nobody waits for stands last."""
    asked = form.cleaned_data if form.is_valid() else {}
    rows = accounts(awards)
    if words := asked.get("q"):
        villages = Region.objects.filter(pk__in=awards.values("group__village"))
        rows = rows.filter(group__in=Group.objects.named(words, villages=villages).values("pk"))
    match asked.get("show", ""):
        case "":
            pass
        case "soon":
            rows = due_soon(rows, today)
        case "overdue":
            rows = overdue(rows, today)
        case state:
            rows = rows.filter(state=state)
    return rows.select_related("group__village__parent", "round").order_by(
        Case(When(state=State.DONE, then=Value(1)), default=Value(0)),
        F("due_on").asc(nulls_last=True),
        "since",
        "group__name",
        "pk",
    )


def counts(awards: QuerySet[Award], today: datetime.date) -> dict[str, int]:
    """The figures above the list, each a link to its rows; one query."""
    return accounts(awards).aggregate(
        soon=Count("pk", filter=Q(due_on__gte=today, due_on__lte=today + SOON)),
        overdue=Count("pk", filter=Q(due_on__lt=today)),
        returned=Count("pk", filter=Q(state=State.RETURNED)),
        to_review=Count("pk", filter=Q(state=State.TO_REVIEW)),
    )


def table(rows: QuerySet[Award]) -> tuple[list[Column], Iterator[list[Any]]]:
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
            str(State(row.state).label),
            row.due_on,
        ]
        for row in rows
    )
