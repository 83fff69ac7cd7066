"""Filters of books, from the query string."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.reports.statements import ALWAYS, Cursor, Span
from foundation.filters import Filter
from foundation.inputs import DayInput


class DateFilter(Filter):
    """A range of dates, both included and both optional."""

    since = forms.DateField(label=_("From day"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput)

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one. Choose a later day."))
        return data

    @property
    def span(self) -> Span:
        """The requested span; all entries if it is invalid."""
        return Span(**self.cleaned_data) if self.is_valid() else ALWAYS

    @property
    def cut(self) -> dict[str, Cursor | None]:
        """The pagination cursor: keyword arguments of `statement`."""
        return {side: Cursor.read(self.asked.get(side, "")) for side in ("before", "after")}
