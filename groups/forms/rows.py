"""The filter of a list with a row a group."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.filters import QuerySetFilter
from foundation.searches import SearchFilter
from groups.forms.places import facilitators_of, subdistricts_of
from groups.models import Group


class GroupRowsFilter(QuerySetFilter):
    """By a word of the group or its place, its subdistrict, and who facilitates it today."""

    to_group = "group"  # lookup from a row

    q = SearchFilter(label=_("Group or village"), method="named")
    subdistrict = django_filters.ModelChoiceFilter(
        field_name="group__village__parent", label=_("Subdistrict"), empty_label=_("All")
    )
    facilitator = django_filters.ModelChoiceFilter(
        label=_("Facilitator"), method="of_facilitator", empty_label=_("All")
    )

    def __init__(self, request: HttpRequest, rows: QuerySet[Any]) -> None:
        super().__init__(request, rows)
        self.groups = Group.objects.filter(pk__in=rows.order_by().values(self.to_group))
        self.filters["subdistrict"].queryset = subdistricts_of(self.groups)
        self.filters["facilitator"].queryset = facilitators_of(self.groups)

    def named(self, rows, name, words):
        villages = Region.objects.filter(pk__in=self.groups.order_by().values("village"))
        groups = Group.objects.named(words, villages=villages)
        return rows.filter(**{f"{self.to_group}__in": groups.order_by().values("pk")})

    def of_facilitator(self, rows, name, facilitator):
        groups = Group.objects.facilitated_by(facilitator).order_by().values("pk")
        return rows.filter(**{f"{self.to_group}__in": groups})
