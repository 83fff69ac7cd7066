"""The list of groups and its export."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.exports import Column
from foundation.lists import ListColumn, link, marks
from foundation.templatetags.constants import address_of
from groups.models import Group
from groups.models.groups import GroupQuerySet

ORDER = ("name", "pk")


def group_columns(silent_since: datetime.date) -> list[ListColumn]:
    """The columns of the list; a group without a meeting since that day, and late, is silent."""
    today = timezone.localdate()

    def states(group: Any) -> SafeString:
        is_silent = group.quiet_since <= silent_since and group.is_late(today)
        silent = [("wait", _("Silent"))] if is_silent else []
        return marks(*silent, ("plain", group.get_stage_display()))

    return [
        ListColumn(gettext_lazy("Group"), _linked, "name", ["name"]),
        ListColumn(gettext_lazy("Village"), village_of, "village", ["village__name"]),
        ListColumn(
            gettext_lazy("Subdistrict"), subdistrict_of, "subdistrict", ["village__parent__name"]
        ),
        ListColumn(gettext_lazy("Business"), Group.get_business_display, "business", ["business"]),
        ListColumn(
            gettext_lazy("Members"),
            lambda group: group.member_count,
            "members",
            ["member_count"],
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Facilitator"),
            lambda group: group.facilitator_name or _("without facilitator"),
            "facilitator",
            ["facilitator_name"],
        ),
        ListColumn(
            gettext_lazy("Last meeting"),
            lambda group: group.last_met_on or _("has not met yet"),
            "met",
            ["last_met_on"],
        ),
        ListColumn(gettext_lazy("State"), states, "stage", ["stage"]),
    ]


def _linked(group: Group) -> SafeString:
    return link(address_of("finance:group_overview", group.pk), group)


def village_of(group: Group) -> str:
    return group.village.name


def subdistrict_of(group: Group) -> str:
    return group.village.parent.name if group.village.parent else ""


def groups_listed(groups: "GroupQuerySet[Any]") -> QuerySet[Any]:
    """Groups by name, with region, size, facilitator and last meeting."""
    rows = groups.with_schedule().with_people().select_related("village__parent", "programme")
    return rows.order_by(*ORDER)


def groups_table(groups: QuerySet[Any]) -> tuple[list[Column], Iterator[list[Any]]]:
    """Columns and rows of the export of groups listed."""
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
    return columns, map(_row, groups.iterator(chunk_size=1_000))


def _row(group: Any) -> list[Any]:
    return [
        str(group),
        village_of(group),
        subdistrict_of(group),
        group.get_business_display(),
        group.get_stage_display(),
        group.programme.name,
        group.formed_on,
        group.member_count,
        group.facilitator_name,
        group.last_met_on,
        group.expected_on,
    ]
