"""Filters of lists, bound to the query string, so that a filtered list can be shared as a link.

`QuerySetFilter` (django-filter) filters one queryset; `Filter` is for pages that filter in another
way: by a span of days, by a search over several models. Views ask both for `status` and
`wants_table`.
"""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

TABLE = "xlsx"


class Filter(forms.Form):
    """A form bound to the query string; unbound where there is none."""

    def __init__(self, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(request.GET or None, **kwargs)
        self.asked = request.GET

    @property
    def status(self) -> int:
        """The status of the response: 400 for invalid parameters, shown above the whole list."""
        return 400 if self.is_bound and not self.is_valid() else 200

    @property
    def wants_table(self) -> bool:
        """Whether the list is asked for as an Excel file (`?table=xlsx`)."""
        return self.asked.get("table") == TABLE and self.status == 200


class QuerySetFilter(django_filters.FilterSet):
    """A FilterSet bound to the query string; invalid parameters filter nothing."""

    def __init__(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().__init__(request.GET or None, queryset, request=request)

    @property
    def status(self) -> int:
        return 400 if self.is_bound and not self.form.is_valid() else 200

    @property
    def wants_table(self) -> bool:
        return self.request.GET.get("table") == TABLE and self.status == 200
