"""The list of reports: filtered rows, figures and the Excel table."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.exports import Column
from foundation.formatting import ago
from foundation.lists import ListColumn, OfficeList, link, marks
from foundation.templatetags.constants import address_of
from foundation.texts import Text
from grants.selection.models import Award
from grants.spending.models import State
from grants.spending.models.grants import WAITS_FOR
from grants.spending.reports.paid_grants import (
    annotated,
    annotations_of,
    is_due_soon,
    is_overdue,
)
from grants.way.reports.award_columns import of_award
from grants.way.steps import STEP_OF
from groups.reports.groups import village_of

STATES = {state.value: STEP_OF[state][1].label for state in WAITS_FOR}
STATES[State.DONE.value] = gettext_lazy("Finished")
ORDER = ("group__name", "pk")  # of equal ones
Annotations = dict[int, dict[str, Any]]  # by primary key of the grant


def annotations_of_all(awards: QuerySet[Award]) -> Annotations:
    return annotations_of(list(awards.values_list("pk", flat=True)))


def is_shown(row: dict[str, Any], asked: str, today: datetime.date) -> bool:
    """Whether a grant is of what the filter asks for: due soon, overdue, or a state."""
    match asked:
        case "soon":
            return is_due_soon(row["due_on"], today)
        case "overdue":
            return is_overdue(row["due_on"], today)
    return row["state"] == asked


def state_of(paid: Any, today: datetime.date) -> SafeString:
    """The state of a paid grant: finished, late, or what it waits for."""
    if paid.state == State.DONE:
        return marks(("ok", str(STATES[State.DONE])))
    if is_overdue(paid.due_on, today):
        return marks(("bad", _("Late %(days)s") % {"days": ago(paid.due_on, today)}))
    return marks(("wait", str(STATES[paid.state])))


def report_columns(found: Annotations, today: datetime.date) -> list[ListColumn]:
    """The columns of the list of grants `shown`; what was found is sorted by primary key."""

    def figure(heading: Text, name: str) -> ListColumn:
        return ListColumn(
            heading, attrgetter(name), name, value=lambda key: found[key][name], is_figure=True
        )

    order = list(STATES)
    group, *more = of_award(_linked)
    return [
        group,
        ListColumn(
            gettext_lazy("State"),
            lambda paid: state_of(paid, today),
            "state",
            value=lambda key: order.index(found[key]["state"]),
        ),
        ListColumn(
            gettext_lazy("Due on"),
            lambda paid: paid.due_on,
            "due",
            value=lambda key: found[key]["due_on"],
        ),
        *more,
        figure(gettext_lazy("Spent"), "spent"),
        figure(gettext_lazy("Given back"), "given_back"),
        figure(gettext_lazy("On its way back"), "on_its_way"),
        figure(gettext_lazy("Left"), "left"),
    ]


def _linked(paid: Any) -> SafeString:
    if paid.report_pk and paid.state != State.TO_WRITE:
        return link(address_of("grants:report", paid.report_pk), paid.group)
    return link(address_of("grants:spending", paid.pk), paid.group)


def in_order(awards: QuerySet[Award], found: Annotations, listed: OfficeList) -> list[int]:
    """The primary keys as asked; what was due longest first, if nothing is asked."""
    if listed.column and listed.column.by:
        rows = listed.ordered(awards).values_list("pk", flat=True)
        return [key for key in rows if key in found]
    chosen = set(awards.values_list("pk", flat=True))
    return listed.sorted([key for key in found if key in chosen])


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
        Column(_("On its way back")),
        Column(_("Left")),
        Column(_("State"), 24),
        Column(_("Due on")),
    ]
    return columns, (
        [
            str(row.group),
            village_of(row.group),
            str(row.round),
            row.amount,
            row.paid_on,
            row.spent,
            row.given_back,
            row.on_its_way,
            row.left,
            str(STATES[row.state]),
            row.due_on,
        ]
        for row in rows
    )
