"""Forms of coaching that is agreed for a criterion."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.inputs import DayInput
from foundation.submissions import SubmitOnceForm
from groups.assessment.models import Measure, MeasureEnd
from groups.forms.problems import PastDay


def limit(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class MeasureForm(SubmitOnceForm):
    what = forms.CharField(
        label=_("What was agreed"),
        max_length=limit(Measure, "what"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was agreed.")},
    )
    who = forms.CharField(
        label=_("Who takes care"), max_length=limit(Measure, "who"), required=False
    )
    due_on = forms.DateField(label=_("By when"), widget=DayInput)


class MeasureEndForm(SubmitOnceForm):
    was_done = forms.TypedChoiceField(
        label=_("Was it done?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    date = PastDay(label=_("When"))
    found = forms.CharField(
        label=_("What came of it"),
        max_length=limit(MeasureEnd, "found"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what came of it.")},
    )
