"""Which part of a book to show, from the address of the page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.reports.statements import ALWAYS, Place, Span
from foundation.filters import Filter
from foundation.inputs import DayInput


class DateFilter(Filter):
    """From a day until a day, both shown; either may be left open."""

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
        """What was asked for; everything where it makes no sense, as the page then says."""
        return Span(**self.cleaned_data) if self.is_valid() else ALWAYS

    @property
    def cut(self) -> dict[str, Place | None]:
        """Where the page is cut: the arguments of `statement`."""
        return {side: Place.read(self.asked.get(side, "")) for side in ("before", "after")}
