"""Filters of the list of payments."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from grants.payment.models import BankAccount
from grants.selection.forms.filters import year_filter
from grants.selection.models import Award, Round
from grants.way.reports.payments import STATES, GrantState, in_state
from groups.forms.rows import GroupRowsFilter


class DisbursementFilter(GroupRowsFilter):
    """Filters of the list of payments, as query parameters of its URL."""

    state = django_filters.ChoiceFilter(
        label=_("State"), choices=list(STATES.items()), empty_label=_("All"), method="in_state"
    )
    round = django_filters.ModelChoiceFilter(
        label=_("Round"),
        empty_label=_("All"),
        queryset=lambda request: Round.objects.visible_to(request.user),
    )
    year = year_filter()
    changed = django_filters.BooleanFilter(
        label=_("Account changed"), method="with_changed_account", widget=forms.CheckboxInput
    )

    class Meta:
        model = Award
        fields = ["q", "state", "round", "year", "subdistrict", "facilitator", "changed"]

    def __init__(self, request, awards, found: dict[int, GrantState]) -> None:
        super().__init__(request, awards)
        self.found = found

    def in_state(self, awards, name, state):
        return awards.filter(pk__in=in_state(self.found, state))

    def with_changed_account(self, awards, name, wanted):
        changed = BankAccount.objects.in_force().exclude(reason="")
        return awards.filter(group__in=changed.values("group")) if wanted else awards
