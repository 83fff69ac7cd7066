"""Visits as their pages and files show them."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn
from groups.coaching.models import CoachingVisit


def with_all(visits: QuerySet[CoachingVisit]) -> QuerySet[Any]:
    """With who was there, the photos, who recorded it, and the rows that each corrects."""
    rows = visits.select_related("by", "group", "corrects__by", "corrects__corrects__by")
    return rows.prefetch_related("members__person", "shown__photo")


def visit_columns() -> list[ListColumn]:
    def of(name: str, width: int) -> ListColumn:
        field: Any = CoachingVisit._meta.get_field(name)
        return ListColumn(field.verbose_name, lambda row: getattr(row, name), width=width)

    return [
        of("date", 14),
        of("place", 24),
        of("aim", 32),
        ListColumn(
            gettext_lazy("Members who were there"),
            lambda row: ", ".join(each.person.name for each in row.members.all()),
            width=40,
        ),
        *(of(name, 40) for name in ("others", "seen", "agreed", "next_step")),
        of("next_on", 14),
        ListColumn(gettext_lazy("Recorded by"), lambda row: row.by.name),
        ListColumn(gettext_lazy("Recorded on"), lambda row: timezone.localdate(row.at)),
    ]
