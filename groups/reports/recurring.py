"""What keeps coming back: kinds of problems that a group or a village had more than once."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Max, Q, QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from accounts.models import Region
from foundation.lists import ListColumn, cut, link, marks
from foundation.templatetags.constants import address_of
from groups.models import Group, Problem

LOOKED_BACK = datetime.timedelta(days=730)
MORE_THAN_ONCE = 2


@dataclass(frozen=True)
class Recurring:
    """A kind of problem in a group, or in all groups of a village."""

    kind: str
    count: int
    groups: int
    open: int
    last: datetime.date
    ended: str  # how the last one that was closed ended
    secret: int = 0  # confidential ones among them, of which no ending is told
    of: Any = None  # the group or the village

    @property
    def label(self) -> str:
        return str(Problem.Kind(self.kind).label)


def recurring_of_group(problems: QuerySet[Problem], today: datetime.date) -> list[Recurring]:
    """Of one group, the most frequent first."""
    return [Recurring(**row) for row in _counted(problems, today)]


def recurring(
    problems: QuerySet[Problem], today: datetime.date, *, per_group: bool
) -> list[Recurring]:
    """In each group or each village, the most frequent first; in two queries."""
    field = "group" if per_group else "group__village"
    rows = list(_counted(problems, today, field))
    model: Any = Group if per_group else Region
    owners = model.objects.in_bulk({row[field] for row in rows})
    return [Recurring(of=owners[row.pop(field)], **row) for row in rows]


def _counted(
    problems: QuerySet[Problem], today: datetime.date, *by: str
) -> Iterator[dict[str, Any]]:
    counted = problems.filter(raised_on__gte=today - LOOKED_BACK).order_by().values("kind", *by)
    rows = counted.annotate(
        count=Count("pk"),
        groups=Count("group", distinct=True),
        open=Count("pk", filter=Q(closed_on=None)),
        secret=Count("pk", filter=Q(confidential=True)),
        last=Max("raised_on"),
        endings=ArrayAgg(
            "ended",
            filter=Q(closed_on__isnull=False, confidential=False),
            order_by=[F("closed_on").desc(), F("pk").desc()],
        ),
    ).filter(count__gte=MORE_THAN_ONCE)
    for row in rows.order_by("-count", "-last", *by, "kind"):
        endings = row.pop("endings") or [""]
        yield row | {"ended": endings[0]}


def kind_of(row: Recurring) -> SafeString | str:
    if row.secret:
        return format_html("{} {}", row.label, marks(("plain", gettext("Confidential"))))
    return row.label


def recurring_columns(*, per_group: bool) -> list[ListColumn]:
    def place(row: Recurring) -> Any:
        if per_group:
            return link(address_of("groups:problems", row.of.pk), row.of)
        return row.of.name

    heading = gettext_lazy("Group") if per_group else gettext_lazy("Village")
    of_village = ListColumn(
        gettext_lazy("Groups"),
        lambda row: row.groups,
        "groups",
        value=lambda row: row.groups,
        is_figure=True,
    )
    return [
        ListColumn(heading, place, "of", value=lambda row: str(row.of), is_head=True, width=28),
        ListColumn(gettext_lazy("Kind"), kind_of, "kind", value=lambda row: row.label),
        ListColumn(
            gettext_lazy("How often"),
            lambda row: row.count,
            "count",
            value=lambda row: row.count,
            is_figure=True,
        ),
        *([] if per_group else [of_village]),
        ListColumn(
            gettext_lazy("Open"),
            lambda row: row.open,
            "open",
            value=lambda row: row.open,
            is_figure=True,
        ),
        ListColumn(gettext_lazy("Last"), lambda row: row.last, "last", value=lambda row: row.last),
        ListColumn(
            gettext_lazy("How the last one ended"),
            lambda row: cut(row.ended, wide=True),
            in_file=lambda row: row.ended,
            width=48,
        ),
    ]
