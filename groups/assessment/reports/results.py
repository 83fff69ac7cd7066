"""Totals over the years beside the medians of the village and the district; weak criteria."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from accounts.models import district_of
from groups.assessment.models import Assessment
from groups.models import Group, Instrument
from groups.reports.instruments import range_of
from groups.reports.levels import Part

WEAKEST = 3


@dataclass(frozen=True)
class Figure:
    """A total with the share of the way from the least to the most that it stands for."""

    total: Decimal
    share: int  # per cent
    of: int = 1  # groups

    @property
    def width(self) -> str:
        return f"{max(self.share, 1)}%"


@dataclass(frozen=True)
class Year:
    """The latest counting assessment of a year, and what other groups got in that year."""

    assessment: Assessment
    own: Figure
    village: Figure
    district: Figure

    @property
    def year(self) -> int:
        return self.assessment.date.year


def weakest_of(parts: Iterable[Part]) -> list[Part]:
    """The three criteria furthest from their top; of equal ones the weightier first."""
    below = [part for part in parts if part.points < part.most]
    share = {part.criterion.pk: part.points / part.most for part in below}
    return sorted(
        below,
        key=lambda part: (share[part.criterion.pk], -part.criterion.weight, part.criterion.number),
    )[:WEAKEST]


def results_of(group: Group, counting: list[Assessment]) -> list[Year]:
    """The years of a group, from its counting assessments that come latest first."""
    last: dict[int, Assessment] = {}
    for each in counting:
        last.setdefault(each.date.year, each)
    totals = _totals(group, {each.instrument_id for each in last.values()}) if last else {}
    return [_year(each, totals) for each in sorted(last.values(), key=lambda row: row.date)]


Totals = dict[tuple[int, int, str], list[Decimal]]  # by instrument, year and region


def _totals(group: Group, instruments: set[int]) -> Totals:
    """The totals of the groups around: of each the latest of a year."""
    district = district_of(group.village_id)
    rows = Assessment.objects.counting().filter(
        instrument__in=instruments, group__village__code__startswith=f"{district}."
    )
    latest = rows.order_by("group_id", "instrument_id", "date__year", "-date", "-pk").distinct(
        "group_id", "instrument_id", "date__year"
    )
    found: Totals = defaultdict(list)
    for instrument, village, date, total in latest.values_list(
        "instrument", "group__village", "date", "total"
    ):
        assert total is not None  # the database holds it of what is signed
        for place in (village, district):
            found[instrument, date.year, place].append(total)
    return found


def _year(row: Assessment, totals: Totals) -> Year:
    least, most = range_of(Instrument.objects.with_parts().get(pk=row.instrument_id))

    def figure(total: Decimal, of: int = 1) -> Figure:
        return Figure(total, round((total - least) * 100 / (most - least)), of)

    def middle(place: str) -> Figure:
        around = totals[row.instrument_id, row.date.year, place]
        return figure(median(around), len(around))

    village = row.group.village_id
    assert row.total is not None
    return Year(row, figure(row.total), middle(village), middle(district_of(village)))
