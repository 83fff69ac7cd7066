"""The form of a handover."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm
from groups.forms.photos import PhotoField


class HandoverForm(SubmitOnceForm):
    date = DayField(label=_("date"))
    witnesses = forms.CharField(
        label=_("witnesses"), help_text=_("For example the village head."), max_length=200
    )
    photo = PhotoField(
        label=_("photo of the handover"),
        error_messages={"required": _("Add a photo of the handover.")},
    )
