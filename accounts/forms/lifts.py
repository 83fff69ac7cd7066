"""Forms of the province to lift a pair of duties for an office, and to end it."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.duties import APART
from accounts.models import Region
from foundation.inputs import NearDayField
from foundation.submissions import SubmitOnceForm


class LiftForm(SubmitOnceForm):
    """Pair, office, first and last day; the cleaned `until` is the day after."""

    pair = forms.ChoiceField(
        label=_("pair of duties"),
        choices=[(pair.name, pair.label) for pair in APART if pair.is_liftable],
        widget=forms.RadioSelect,
    )
    office = forms.ModelChoiceField(Region.objects.none(), label=_("office"))
    since = NearDayField(label=_("First day"), initial=timezone.localdate)
    until = NearDayField(label=_("Last day"))
    reason = forms.CharField(
        label=_("why this office needs it"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The auditor reads it beside each act done under it."),
    )

    def __init__(self, offices, data=None):
        super().__init__(data)
        self.fields["office"].queryset = offices

    def clean_until(self):
        return self.cleaned_data["until"] + datetime.timedelta(days=1)


class EndLiftForm(SubmitOnceForm):
    reason = forms.CharField(label=_("reason"), max_length=300)
