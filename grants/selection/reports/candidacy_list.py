"""The columns of a round's list of groups, and the order that is asked for."""

from collections.abc import Callable, Mapping
from typing import Any

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

from foundation.lists import ListColumn, OfficeList, link, marks
from grants.selection.models import Candidacy, ScoreSheet, Visit
from grants.selection.reports.outcomes import OUTCOMES
from grants.selection.reports.rounds import CandidacyRow
from groups.reports.groups import subdistrict_of, village_of

ORDER = ("group__name", "pk")


def candidacy_columns(address: Callable[[Candidacy], str]) -> list[ListColumn]:
    """Of `CandidacyRow`s; `address` is the page that the user may open of a candidacy."""

    def linked(row: CandidacyRow) -> object:
        return link(address(row.candidacy), row.group)

    around = "group__village__"
    return [
        ListColumn(_("Group"), linked, "name", ["group__name"]),
        ListColumn(_("Village"), lambda row: village_of(row.group), "village", [f"{around}name"]),
        ListColumn(
            _("Subdistrict"),
            lambda row: subdistrict_of(row.group),
            "subdistrict",
            [f"{around}parent__name"],
        ),
        ListColumn(
            _("Business"),
            lambda row: row.group.get_business_display(),
            "business",
            ["group__business"],
        ),
        ListColumn(_("Proposed on"), lambda row: row.candidacy.date, "proposed", ["date"]),
        ListColumn(_("Proposed by"), lambda row: row.candidacy.by.name, "by", ["by__name"]),
        ListColumn(_("Visited on"), lambda row: row.candidacy.visited_on, "visited", ["visit_on"]),
        ListColumn(_("State"), lambda row: marks(*row.marks), "state", ["progress"]),
    ]


def in_order(
    candidacies: QuerySet[Candidacy], listed: OfficeList, outcomes: Mapping[int, str]
) -> list[int]:
    """The primary keys as asked; the last visit and the state are read only to sort by them."""
    rows: QuerySet[Any] = candidacies
    if listed.column:
        visits = Visit.objects.filter(candidacy=OuterRef("pk")).order_by("-date")
        rows = rows.annotate(visit_on=Subquery(visits.values("date")[:1]))
        rows = rows.annotate(progress=_progress(outcomes))
    return list(listed.ordered(rows).values_list("pk", flat=True))


def _progress(outcomes: Mapping[int, str]) -> Case:
    """How far a candidacy came: decreed first, those who left the round last."""
    scored = Exists(ScoreSheet.objects.counting().filter(candidacy=OuterRef("pk")))
    cases = [When(withdrawal__isnull=False, then=Value(9))]
    for place, outcome in enumerate(OUTCOMES):
        of_it = [pk for pk, its in outcomes.items() if its == outcome]
        cases.append(When(pk__in=of_it, then=Value(place)))
    cases += [When(scored, then=Value(4)), When(visit_on__isnull=False, then=Value(5))]
    return Case(*cases, default=Value(6), output_field=IntegerField())
