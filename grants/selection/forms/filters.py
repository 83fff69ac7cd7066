"""Filters of lists, kept in the query string."""

import django_filters
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.filters import QuerySetFilter
from grants.selection.models import Candidacy, Round, ScoreSheet, Visit
from grants.selection.reports.outcomes import OUTCOMES
from groups.models import Group, Programme

VILLAGES = Region.objects.filter(level=Region.Level.VILLAGE)
STATES = {
    "to_visit": _("Not visited yet"),
    "to_score": _("Not scored yet"),
    "scored": _("Scored"),
    **OUTCOMES,
    "left": _("Left the round"),
}


class RoundFilter(QuerySetFilter):
    q = django_filters.CharFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    year = django_filters.NumberFilter(
        label=_("Year"),
        min_value=2000,
        max_value=2100,
        widget=django_filters.widgets.forms.TextInput,
    )
    programme = django_filters.ModelChoiceFilter(
        label=_("Programme"), queryset=Programme.objects.all(), empty_label=_("All")
    )
    district = django_filters.ModelChoiceFilter(
        label=_("District"), queryset=lambda request: _districts(request), empty_label=_("All")
    )

    class Meta:
        model = Round
        fields = ["q", "year", "programme", "district"]


def _districts(request):
    """The districts of the rounds visible to this user."""
    mine = Round.objects.visible_to(request.user, "grants.view_round").order_by()
    return Region.objects.filter(pk__in=mine.values("district")).order_by("name")


class CandidacyFilter(QuerySetFilter):
    q = django_filters.CharFilter(label=_("Group or village"), method="named")
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
        fields = ["q", "state", "business"]

    def __init__(self, request, candidacies, outcomes: dict[int, str]) -> None:
        super().__init__(request, candidacies)
        self.outcomes = outcomes

    def named(self, candidacies, name, words):
        groups = Group.objects.named(words, villages=VILLAGES)
        return candidacies.filter(group__in=groups.values("pk"))

    def in_state(self, candidacies, name, state):
        if state in OUTCOMES:
            found = [pk for pk, outcome in self.outcomes.items() if outcome == state]
            return candidacies.filter(pk__in=found, withdrawal=None)
        visited = Exists(Visit.objects.filter(candidacy=OuterRef("pk")))
        scored = Exists(ScoreSheet.objects.filter(candidacy=OuterRef("pk")))
        which = {
            "to_visit": Q(withdrawal=None) & ~Q(visited),
            "to_score": Q(withdrawal=None) & ~Q(scored),
            "scored": Q(withdrawal=None) & Q(scored),
            "left": Q(withdrawal__isnull=False),
        }
        return candidacies.filter(which[state])
