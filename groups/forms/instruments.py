"""Filter of the list of instruments."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.filters import QuerySetFilter
from foundation.searches import SearchFilter
from groups.models import Instrument


class InstrumentFilter(QuerySetFilter):
    q = SearchFilter(label=_("Name"), field_name="name", lookup_expr="icontains")
    usable = django_filters.BooleanFilter(
        label=_("In use"), method="in_use", widget=forms.CheckboxInput
    )

    class Meta:
        model = Instrument
        fields = ["q", "usable"]

    def in_use(self, instruments, name, wanted):
        return instruments.usable() if wanted else instruments
