"""Forms to raise and follow up problems."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from foundation.days import validate_past_day
from foundation.inputs import DayInput
from groups.models import FollowUp, Problem


class PastDay(forms.DateField):
    """A date that is not in the future; initially today."""

    widget = DayInput
    default_validators = [validate_past_day]

    def __init__(self, **kwargs):
        super().__init__(**{"initial": timezone.localdate} | kwargs)


class ProblemForm(forms.ModelForm):
    kind = forms.ChoiceField(
        label=_("Kind of problem"), choices=[("", _("Choose")), *Problem.Kind.choices]
    )
    raised_on = PastDay(label=_("Since when"))

    class Meta:
        model = Problem
        fields = ["kind", "what", "who", "due_on", "raised_on"]
        widgets = {"due_on": DayInput, "what": forms.Textarea({"rows": 3})}


class FollowUpForm(forms.ModelForm):
    date = PastDay(label=_("When"))
    closes = forms.BooleanField(label=_("The problem is solved by this"), required=False)

    class Meta:
        model = FollowUp
        fields = ["what", "date"]
        widgets = {"what": forms.Textarea({"rows": 3})}
