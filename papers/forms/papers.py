"""The form to look up a paper by its code."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """The code beside the QR, in any spelling: k7px 32qm."""

    code = forms.CharField(
        label=_("Code of the paper"),
        max_length=40,
        help_text=_("8 letters and digits, at the foot of each page. For example K7PX-32QM."),
        error_messages={"required": _("Type the code that stands on the paper.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
