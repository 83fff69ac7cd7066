"""The filter of the list of groups by health: one district at a time."""

from typing import Any

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from groups.forms.rows import GroupRowsFilter
from groups.models import Group
from groups.models.groups import GroupQuerySet


class HealthFilter(GroupRowsFilter):
    """Reckoning the health of all groups of a province would take minutes: of one district."""

    to_group = "pk"

    district = django_filters.ModelChoiceFilter(
        field_name="village__parent__parent", label=_("District"), empty_label=_("The first")
    )
    subdistrict = django_filters.ModelChoiceFilter(
        field_name="village__parent", label=_("Subdistrict"), empty_label=_("All")
    )
    needs = django_filters.BooleanFilter(
        label=_("Needs a visit"), method="unchanged", widget=forms.CheckboxInput
    )

    class Meta:
        model = Group
        fields = ["q", "district", "subdistrict", "facilitator", "needs"]

    def __init__(self, request, rows):
        held = rows.order_by().values("village__parent__parent")
        districts = Region.objects.filter(pk__in=held).order_by("name", "pk")
        self.first = None if request.GET.get("district") else districts.first()
        super().__init__(request, rows)
        self.filters["district"].queryset = districts
        if len(districts[:2]) < 2:
            del self.filters["district"]

    def unchanged(self, rows, name, value):
        """Asked of the reckoned rows."""
        return rows

    @property
    def only_needing(self) -> bool:
        return self.status == 200 and self.is_bound and bool(self.form.cleaned_data.get("needs"))

    @property
    def qs(self) -> "GroupQuerySet[Any]":
        found = super().qs
        if self.first is None:
            return found
        return found.filter(village__code__startswith=f"{self.first.pk}.")
