"""Forms about what is held of a person."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.filters import Filter
from foundation.inputs import DayInput
from foundation.numbers import CountField
from foundation.searches import SearchField
from foundation.submissions import SubmitOnceForm
from groups.privacy.models import Correction, CorrectionAnswer, Erasure, Retention

YES_NO: dict[str, Any] = {
    "coerce": lambda value: value == "yes",
    "widget": forms.RadioSelect,
    "error_messages": {"required": _("Choose yes or no.")},
}


def limit(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class AccessFilter(Filter):
    """Who looked, and when."""

    q = SearchField(label=_("Name"))
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput)


class HeldForm(forms.Form):
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=200,
        help_text=_("For example: she asked for it herself. It is written down with your name."),
    )


class CorrectionForm(SubmitOnceForm):
    wrong = forms.CharField(label=_("What is wrong"), max_length=limit(Correction, "wrong"))
    right = forms.CharField(label=_("What is right"), max_length=limit(Correction, "right"))
    shown_by = forms.CharField(
        label=_("What shows it"),
        help_text=_("For example the family card. Write no number here."),
        max_length=limit(Correction, "shown_by"),
        required=False,
    )


class CorrectionAnswerForm(SubmitOnceForm):
    changed = forms.TypedChoiceField(
        label=_("Is it put right?"),
        choices=[("yes", _("Yes, it is changed")), ("no", _("No"))],
        **YES_NO,
    )
    what = forms.CharField(
        label=_("What was changed, or why nothing?"),
        max_length=limit(CorrectionAnswer, "what"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ErasureForm(SubmitOnceForm):
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("For example: the time is over, or the person asked for it."),
        max_length=limit(Erasure, "reason"),
    )


class ErasureAnswerForm(SubmitOnceForm):
    at_times = ("reason",)

    agreed = forms.TypedChoiceField(
        label=_("Remove name and numbers for good?"),
        choices=[("yes", _("Yes, remove them")), ("no", _("No"))],
        **YES_NO,
    )
    reason = forms.CharField(
        label=_("Why not?"), max_length=300, required=False, help_text=_("Only when you refuse.")
    )


class RetentionForm(SubmitOnceForm):
    years = CountField(label=_("Years after the membership ended"), least=5, most=50)
    why = forms.CharField(label=_("By which rule?"), max_length=limit(Retention, "why"))
