"""The list of groups by their health: the figures, and why each needs a visit."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.reports.health import Health
from finance.reports.health_measures import MEASURES, Measure
from foundation.lists import ListColumn, cut, link
from foundation.templatetags.constants import address_of
from groups.reports.groups import village_of

DAYS = ("counts", "visits")  # whose figure is how long ago


def health_columns() -> list[ListColumn]:
    def group(row: Health) -> SafeString:
        return link(address_of("finance:group_health", row.group.pk), row.group)

    return [
        ListColumn(
            gettext_lazy("Group"), group, "name", value=lambda row: str(row.group), is_head=True
        ),
        ListColumn(
            gettext_lazy("Village"),
            lambda row: village_of(row.group),
            "village",
            value=lambda row: village_of(row.group),
        ),
        ListColumn(
            gettext_lazy("Needs a visit because"),
            lambda row: cut("; ".join(row.reasons), wide=True),
            "reasons",
            value=lambda row: (len(row.reasons), row.reasons),
            width=60,
        ),
        *map(_column, MEASURES),
        ListColumn(
            gettext_lazy("Facilitator"),
            lambda row: row.group.facilitator_name or "",
            "facilitator",
            value=lambda row: row.group.facilitator_name or "",
        ),
    ]


def _column(of: Measure) -> ListColumn:
    return ListColumn(
        of.short,
        lambda row: row.shown(of.key) or (_("never") if of.key in DAYS else ""),
        of.key,
        value=lambda row: _sorted_by(row.values[of.key]),
        is_figure=True,
    )


def _sorted_by(value: int | None) -> Any:
    """What is not known comes last, as an empty text does."""
    return "" if value is None else value
