"""Forms to look up a paper by its code, and to search the list of papers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.filters import Filter
from foundation.inputs import DayInput
from foundation.searches import SearchField
from papers.models import Paper


class CodeForm(forms.Form):
    """The code beside the QR, in any spelling: k7px 32qm."""

    code = forms.CharField(
        label=_("Code of the paper"),
        max_length=40,
        help_text=_("8 letters and digits, at the foot of each page. For example K7PX-32QM."),
        error_messages={"required": _("Type the code that stands on the paper.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class PaperFilter(Filter):
    q = SearchField(
        label=_("Number, code or group"),
        help_text=_("A part of the number is enough."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of letter"), required=False, choices=[("", _("All")), *Paper.Kind.choices]
    )
    since = forms.DateField(label=_("From day"), required=False, widget=DayInput)
    until = forms.DateField(label=_("To day"), required=False, widget=DayInput)
