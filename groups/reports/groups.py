"""The list of groups and its export."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from foundation.exports import Column
from groups.models.groups import GroupQuerySet


def groups_listed(groups: "GroupQuerySet[Any]") -> QuerySet[Any]:
    """Groups by name, with region, size, facilitator and last meeting."""
    return (
        groups.with_schedule()
        .with_people()
        .select_related("village__parent", "programme")
        .order_by("name", "pk")
    )


def groups_table(groups: "GroupQuerySet[Any]") -> tuple[list[Column], Iterator[list[Any]]]:
    """Columns and rows of the export."""
    columns = [
        Column(_("Group"), 28),
        Column(_("Village"), 20),
        Column(_("Subdistrict"), 20),
        Column(_("Business")),
        Column(_("Stage")),
        Column(_("Programme")),
        Column(_("Formed on")),
        Column(_("Members")),
        Column(_("Facilitator"), 24),
        Column(_("Last meeting")),
        Column(_("Next meeting")),
    ]
    return columns, map(_row, groups_listed(groups).iterator())


def _row(group: Any) -> list[Any]:
    return [
        str(group),
        group.village.name,
        group.village.parent.name if group.village.parent else "",
        group.get_business_display(),
        group.get_stage_display(),
        group.programme.name,
        group.formed_on,
        group.member_count,
        group.facilitator_name,
        group.last_met_on,
        group.expected_on,
    ]
