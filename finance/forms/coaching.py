"""Forms of the monthly reports of coaching."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.reports.coaching_reports import Reporting, months_back
from foundation.filters import Filter
from foundation.formatting import month as month_in_words
from foundation.searches import SearchField
from foundation.submissions import SubmitOnceForm


class SignReportForm(SubmitOnceForm):
    note = forms.CharField(
        label=_("What else the office should know"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Everything else is drawn from what you recorded."),
    )


class ReportingFilter(Filter):
    """Of one month, by default the last that is over."""

    q = SearchField(label=_("Facilitator"))
    month = forms.ChoiceField(label=_("Month"), required=False)
    show = forms.ChoiceField(
        label=_("Show"),
        choices=[("", _("All")), ("missing", _("Not reported"))],
        required=False,
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, request: Any) -> None:
        super().__init__(request)
        self.months = months_back(timezone.localdate())
        choices = [(day.isoformat()[:7], month_in_words(day)) for day in self.months]
        self.fields["month"].choices = choices

    @property
    def chosen(self) -> datetime.date:
        asked = self.cleaned_data["month"] if self.is_valid() else ""
        return next((day for day in self.months if day.isoformat()[:7] == asked), self.months[0])

    def of(self, rows: list[Reporting]) -> list[Reporting]:
        if not self.is_valid():
            return rows
        words = self.cleaned_data["q"].casefold().split()
        missing = self.cleaned_data["show"] == "missing"
        return [
            row
            for row in rows
            if not (missing and row.report)
            if all(word in row.facilitator.name.casefold() for word in words)
        ]
