"""Form to take rows of a register out with their whole numbers."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportRegisterForm(forms.Form):
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=200,
        help_text=_("For example: asked by the village head. It is written down with your name."),
    )
