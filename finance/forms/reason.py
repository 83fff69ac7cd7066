"""A required reason, for cancellations."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm


class CancelForm(SubmitOnceForm):
    reason = forms.CharField(
        label=_("Why was the sheet a mistake?"),
        help_text=_("The reason stays to be seen with the meeting."),
        max_length=200,
    )
