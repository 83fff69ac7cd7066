"""The form of a district's limits of coaching."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from foundation.numbers import CountField
from groups.models import CoachingLimits


class LimitsForm(forms.Form):
    office = forms.ModelChoiceField(Region.objects.none(), label=_("district"), empty_label=None)
    visit_days = CountField(label=_("days that a visit may be recorded late"), least=1, most=366)
    report_day = CountField(
        label=_("day of the next month by which the monthly report is due"), least=1, most=28
    )
    problem_days = CountField(
        label=_("days after which a problem goes to the district"), least=1, most=366
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, data: Any = None, *, offices: QuerySet[Region]):
        now = CoachingLimits.objects.of(offices[0])
        names = ("visit_days", "report_day", "problem_days")
        super().__init__(data, initial={name: getattr(now, name) for name in names})
        self.fields["office"].queryset = offices
