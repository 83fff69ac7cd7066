"""The columns of what newer registers say of members."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.lists import ListColumn, link
from foundation.templatetags.constants import address_of


def member_columns() -> list[ListColumn]:
    """Member, group and village of a finding with a `member`."""

    def linked(row: Any) -> object:
        return link(address_of("groups:member", row.member.pk), row.member)

    return [
        ListColumn(
            gettext_lazy("Member"), linked, "name", value=lambda row: str(row.member), width=30
        ),
        ListColumn(
            gettext_lazy("Group"),
            lambda row: row.member.group,
            "group",
            value=lambda row: str(row.member.group),
            width=24,
        ),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: row.member.group.village,
            "village",
            value=lambda row: str(row.member.group.village),
        ),
    ]


def decile_columns() -> list[ListColumn]:
    """Of members whose decile a newer list changed (`reports.deciles.Change`)."""

    def said(decile: int | None) -> object:
        return decile if decile else _("Not in the list")

    return [
        *member_columns(),
        ListColumn(
            gettext_lazy("Decile before"),
            lambda row: said(row.check.decile),
            "before",
            value=lambda row: row.check.decile,
            is_figure=True,
        ),
        ListColumn(
            gettext_lazy("Looked up in"),
            lambda row: f"{row.check.poverty_list} {row.check.version}",
            width=24,
        ),
        ListColumn(
            gettext_lazy("Decile now"),
            lambda row: said(row.decile),
            "now",
            value=lambda row: row.decile,
            is_figure=True,
        ),
        ListColumn(gettext_lazy("By the list"), lambda row: row.register.dated, width=30),
    ]


def away_columns() -> list[ListColumn]:
    """Of members whom a register says are dead, moved or not valid (`reports.away.Away`)."""
    return [
        *member_columns(),
        ListColumn(
            gettext_lazy("By the register"), lambda row: row.row.get_status_display(), "state"
        ),
        ListColumn(gettext_lazy("Row"), lambda row: row.row.row, is_figure=True),
        ListColumn(
            gettext_lazy("Register of people"), lambda row: row.row.register.dated, width=30
        ),
    ]
