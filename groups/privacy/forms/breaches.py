"""Forms of the register of breaches."""

import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.numbers import CountField
from foundation.submissions import SubmitOnceForm
from groups.forms.problems import PastDay
from groups.privacy.models import Breach, BreachStep


class MomentForm(SubmitOnceForm):
    """A day and an hour, as `moment`."""

    moment_name = "at"

    fields: dict[str, Any]

    day = PastDay(label=_("On"))
    hour = forms.TimeField(
        label=_("At what hour?"),
        help_text=_("For example 14.30"),
        input_formats=["%H.%M", "%H:%M"],
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean(self):
        data = super().clean()
        date, hour = data.pop("day", None), data.pop("hour", None)
        if date and hour:
            moment = datetime.datetime.combine(date, hour)
            data[self.moment_name] = timezone.make_aware(moment)
        return data


class BreachForm(MomentForm):
    moment_name = "found_at"

    what = forms.CharField(
        label=_("What happened?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    which = forms.CharField(
        label=_("Which data?"),
        help_text=_("For example names and NIK. Write no number here."),
        max_length=Breach._meta.get_field("data").max_length,
    )
    whose = forms.CharField(
        label=_("Whose?"),
        help_text=_("For example the members of three groups in Dawuhan."),
        max_length=Breach._meta.get_field("whose").max_length,
    )
    people = CountField(label=_("Of how many people?"), least=1, most=999_999_999)
    is_drill = forms.BooleanField(label=_("This is a drill"), required=False)

    field_order = ["day", "hour"]

    def clean(self):
        data = super().clean()
        return data | {"data": data.pop("which", "")}  # `data` is what a form was sent


class BreachStepForm(MomentForm):
    moment_name = "done_at"

    kind = forms.ChoiceField(
        label=_("What was done?"), choices=BreachStep.Kind, widget=forms.RadioSelect
    )
    what = forms.CharField(
        label=_("In words"),
        help_text=_("Of a letter: the remedy, as it will say it."),
        max_length=BreachStep._meta.get_field("what").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    field_order = ["kind", "day", "hour", "what"]
