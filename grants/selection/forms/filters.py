"""Filters of lists, kept in the query string."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.filters import QuerySetFilter
from foundation.searches import SearchFilter
from grants.selection.models import Candidacy, Quota, Round, ScoreSheet, Visit
from grants.selection.reports.outcomes import OUTCOMES
from groups.forms.rows import GroupRowsFilter
from groups.models import Group, Programme

STATES = {
    "to_visit": _("Not visited yet"),
    "to_score": _("Not scored yet"),
    "scored": _("Scored"),
    **OUTCOMES,
    "left": _("Left the round"),
}


def year_filter(field: str = "round__year", **more: Any) -> django_filters.NumberFilter:
    return django_filters.NumberFilter(
        field_name=field,
        **more,
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 4}),
    )


def programme_filter() -> django_filters.ModelChoiceFilter:
    return django_filters.ModelChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("All")
    )


class RoundFilter(QuerySetFilter):
    q = SearchFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    year = year_filter("year")
    programme = programme_filter()
    district = django_filters.ModelChoiceFilter(
        label=_("District"),
        empty_label=_("All"),
        queryset=lambda request: _districts(request, Round),
    )

    class Meta:
        model = Round
        fields = ["q", "year", "programme", "district"]


def _districts(request, of):
    """The districts of the rounds or quotas visible to this user."""
    mine = of.objects.visible_to(request.user, "grants.view_round").order_by()
    return Region.objects.filter(pk__in=mine.values("district")).order_by("name")


class QuotaFilter(QuerySetFilter):
    year = year_filter("year")
    programme = programme_filter()
    district = django_filters.ModelChoiceFilter(
        label=_("District"),
        empty_label=_("All"),
        queryset=lambda request: _districts(request, Quota),
    )

    class Meta:
        model = Quota
        fields = ["year", "programme", "district"]


class ProgrammeFilter(QuerySetFilter):
    q = SearchFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    running = django_filters.BooleanFilter(
        label=_("In force today"), method="in_force", widget=forms.CheckboxInput
    )

    class Meta:
        model = Programme
        fields = ["q", "running"]

    def in_force(self, programmes, name, wanted):
        today = timezone.localdate()
        ended = Q(until__lte=today)
        return programmes.filter(since__lte=today).exclude(ended) if wanted else programmes


class CandidacyFilter(GroupRowsFilter):
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=list(STATES.items()), method="in_state", empty_label=_("All")
    )
    business = django_filters.ChoiceFilter(
        field_name="group__business",
        label=_("Business"),
        choices=Group.Business,
        empty_label=_("All"),
    )

    class Meta:
        model = Candidacy
        fields = ["q", "state", "business", "subdistrict", "facilitator"]

    def __init__(self, request, candidacies, outcomes: dict[int, str]) -> None:
        super().__init__(request, candidacies)
        self.outcomes = outcomes

    def in_state(self, candidacies, name, state):
        if state in OUTCOMES:
            found = [pk for pk, outcome in self.outcomes.items() if outcome == state]
            return candidacies.filter(pk__in=found, withdrawal=None)
        visited = Exists(Visit.objects.filter(candidacy=OuterRef("pk")))
        scored = Exists(ScoreSheet.objects.counting().filter(candidacy=OuterRef("pk")))
        which = {
            "to_visit": Q(withdrawal=None) & ~Q(visited),
            "to_score": Q(withdrawal=None) & ~Q(scored),
            "scored": Q(withdrawal=None) & Q(scored),
            "left": Q(withdrawal__isnull=False),
        }
        return candidacies.filter(which[state])


class EligibleFilter(GroupRowsFilter):
    """Of groups; `all` asks also for those that do not meet every rule."""

    to_group = "pk"
    subdistrict = django_filters.ModelChoiceFilter(
        field_name="village__parent", label=_("Subdistrict"), empty_label=_("All")
    )
    all = django_filters.BooleanFilter(
        label=_("Also those with open rules"), method="whichever", widget=forms.CheckboxInput
    )

    class Meta:
        model = Group
        fields = ["q", "subdistrict", "facilitator", "all"]

    def whichever(self, groups, name, wanted):
        return groups
