"""The health of a group in parts: a figure, its months, its reason, the medians around it.

No score: each part stands by itself. A part's `value` is what medians compare.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from django.core.cache import caches
from django.utils.translation import gettext as _

from accounts.models import district_of
from finance.reports.charts import Spark, sparkline
from finance.reports.health_facts import Facts, facts_among, facts_of
from finance.reports.health_measures import MEASURES, NAMED, Measure
from finance.reports.needs_visit import reasons
from foundation.formatting import dotted, month
from groups.models import Group
from groups.models.groups import GroupQuerySet

MOST_GROUPS = 1_000  # of a district that are reckoned at once; no district has as many today
KEPT = 300  # seconds
Medians = dict[str, int]  # by the key of the part


@dataclass(frozen=True)
class Part:
    """A part as the page of a group shows it."""

    key: str
    heading: str
    figure: str
    reason: str
    spark: Spark
    months: list[tuple[str, str]]
    of_months: str
    village: str
    district: str


class Health:
    """A group with its facts, and why it needs a visit."""

    def __init__(self, facts: Facts) -> None:
        self.facts, self.group = facts, facts.group

    @cached_property
    def reasons(self) -> list[str]:
        return reasons(self.facts)

    @cached_property
    def values(self) -> dict[str, int | None]:
        return {each.key: each.value(self.facts) for each in MEASURES}

    def shown(self, key: str) -> str:
        value = self.values[key]
        return "" if value is None else NAMED[key].shown(value)


def health_of(groups: "GroupQuerySet[Any]", today: datetime.date) -> list[Health]:
    return [Health(facts) for facts in facts_of(groups, today)]


def health_among(groups: Iterable[Any], today: datetime.date) -> list[Health]:
    """Of groups read already, with their schedule, their people and their village's parent."""
    return [Health(facts) for facts in facts_among(groups, today)]


def medians(rows: Iterable[Health]) -> Medians:
    """Of each part over these groups, where anything is known."""
    rows = list(rows)
    found = {}
    for each in MEASURES:
        known = [value for row in rows if (value := row.values[each.key]) is not None]
        if known:
            found[each.key] = round(median(known))
    return found


def medians_around(village: str, today: datetime.date) -> tuple[Medians, Medians]:
    """Of the village and of its district, kept for five minutes: hundreds of groups are read."""
    district = district_of(village)
    by_place: Any = caches["process"].get_or_set(
        f"health-{district}-{today}", lambda: _by_place(district, today), KEPT
    )
    return by_place.get(village, {}), by_place[district]


def _by_place(district: str, today: datetime.date) -> dict[str, Medians]:
    there: Any = Group.objects.formed().filter(village__code__startswith=f"{district}.")
    rows = health_of(there.order_by("pk")[:MOST_GROUPS], today)
    found = {district: medians(rows)}
    for code in {row.group.village_id for row in rows}:
        found[code] = medians(row for row in rows if row.group.village_id == code)
    return found


def parts(mine: Health, village: Medians, district: Medians) -> list[Part]:
    """The parts of a group, beside the medians around it."""
    return [_part(each, mine, village, district) for each in MEASURES]


def _part(of: Measure, mine: Health, village: Medians, district: Medians) -> Part:
    figures = of.months(mine.facts)
    return Part(
        key=of.key,
        heading=str(of.heading),
        figure=mine.shown(of.key) or _("nothing known"),
        reason=of.reason(mine.facts),
        spark=sparkline(figures),
        months=[
            (month(day), dotted(each)) for day, each in zip(mine.facts.months, figures, strict=True)
        ],
        of_months=str(of.of_months),
        village=of.shown(village[of.key]) if of.key in village else "",
        district=of.shown(district[of.key]) if of.key in district else "",
    )


def medians_said(rows: list[Health]) -> list[tuple[str, str]]:
    """Each part with its median over these groups, where anything is known."""
    found = medians(rows)
    return [
        (str(each.heading), each.shown(found[each.key])) for each in MEASURES if each.key in found
    ]
