"""What is typed or sent about a paper: its code, its signed page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm
from groups.forms.photos import PhotoField


class CodeForm(forms.Form):
    """The code beside the QR, however it is typed: k7px 32qm."""

    code = forms.CharField(
        label=_("Code of the paper"),
        max_length=40,
        help_text=_("8 letters and digits, at the foot of each page. For example K7PX-32QM."),
        error_messages={"required": _("Type the code that stands on the paper.")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class SignedPageForm(SubmitOnceForm):
    photo = PhotoField(
        label=_("Photo or scan of the signed page"),
        help_text=_("The whole page, with number and signatures to be read."),
        error_messages={"required": _("Choose the photo of the signed page.")},
    )
