"""The health of a group in parts: a figure, its months, its reason, the medians around it.

No score: each part stands by itself. A part's `value` is what medians compare.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from django.utils.translation import gettext as _

from finance.reports.charts import Spark, sparkline
from finance.reports.health_facts import Facts, facts_of
from finance.reports.health_measures import MEASURES, NAMED, Measure
from finance.reports.needs_visit import reasons
from foundation.formatting import dotted, month
from groups.models.groups import GroupQuerySet


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


def medians(rows: Iterable[Health]) -> dict[str, str]:
    """Of each part over these groups, as it is shown; empty where nothing is known."""
    rows = list(rows)
    found = {}
    for each in MEASURES:
        known = [value for row in rows if (value := row.values[each.key]) is not None]
        found[each.key] = each.shown(round(median(known))) if known else ""
    return found


def parts(mine: Health, around: list[Health]) -> list[Part]:
    """The parts of a group among the groups of its district."""
    village = medians(row for row in around if row.group.village_id == mine.group.village_id)
    district = medians(around)
    return [_part(each, mine, village, district) for each in MEASURES]


def _part(of: Measure, mine: Health, village: dict[str, str], district: dict[str, str]) -> Part:
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
        village=village[of.key],
        district=district[of.key],
    )


def medians_said(rows: list[Health]) -> list[tuple[str, str]]:
    """Each part with its median over these groups, where anything is known."""
    found = medians(rows)
    return [(str(each.heading), found[each.key]) for each in MEASURES if found[each.key]]
