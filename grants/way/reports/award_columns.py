"""The columns that lists of grants begin with."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from foundation.lists import ListColumn
from groups.reports.groups import subdistrict_of, village_of


def of_award(
    linked: Callable[[Any], object], award: Callable[[Any], Any] = lambda row: row
) -> list[ListColumn]:
    """Group, its place, round and amount; `award` is the grant of a row, `linked` its link."""
    village = "group__village"
    return [
        ListColumn(_("Group"), linked, "name", ["group__name"]),
        ListColumn(
            _("Village"), lambda row: village_of(award(row).group), "village", [f"{village}__name"]
        ),
        ListColumn(
            _("Subdistrict"),
            lambda row: subdistrict_of(award(row).group),
            "subdistrict",
            [f"{village}__parent__name"],
        ),
        ListColumn(_("Round"), lambda row: award(row).round, "round", ["round__name"]),
        ListColumn(_("Grant"), lambda row: award(row).amount, "amount", ["amount"], is_figure=True),
    ]
