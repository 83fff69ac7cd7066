"""Forms to enter and to check a group's bank account."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from foundation.answers import AnswersForm
from foundation.inputs import DigitsInput
from foundation.submissions import SubmitOnceForm
from grants.payment.rules.account_names import has_more
from groups.forms.photos import PhotoField
from groups.models import Group

PLAIN = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9 .,'/&()-]*\Z",
    _("Write letters and figures as the bank prints them."),
)


class AccountNumberField(forms.CharField):
    """Digits; dashes, dots and spaces are removed."""

    widget = DigitsInput

    def clean(self, value) -> str:
        typed = re.sub(r"[\s.-]", "", super().clean(value))
        if not re.fullmatch(r"[0-9]{6,30}", typed):
            raise forms.ValidationError(_("An account number has 6 to 30 figures."))
        return typed


class AccountForm(SubmitOnceForm):
    bank = forms.CharField(
        label=_("bank"), max_length=60, help_text=_("For example Bank Jatim."), validators=[PLAIN]
    )
    number = AccountNumberField(label=_("account number"), max_length=40)
    holder = forms.CharField(
        label=_("name of the account"),
        max_length=100,
        help_text=_("As it stands in the bank book: the group's name, its place may follow."),
        validators=[PLAIN],
    )
    letter = PhotoField(
        label=_("photo of the bank's letter or the first page of the bank book"),
        error_messages={"required": _("Add the photo. Another person compares it.")},
    )
    reason = forms.CharField(
        label=_("why it changes"),
        max_length=300,
        help_text=_("Everybody who pays or decides sees it."),
    )

    def __init__(self, group: Group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not group.bank_accounts.exists():
            del self.fields["reason"]


class AccountCheckForm(SubmitOnceForm):
    at_times = ("note",)
    right = forms.TypedChoiceField(
        label=_("Are name, number and signatories right?"),
        choices=[("yes", _("Yes, all is right")), ("no", _("No, something is wrong"))],
        coerce=lambda answer: answer == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    note = forms.CharField(
        label=_("what is wrong, or what the letter says of the name"),
        help_text=_("Only when something is wrong, or the bank added a place to the name."),
        max_length=300,
        required=False,
    )


class AccountChecksForm(AnswersForm):
    """The checks of many accounts."""

    question = _("Are name, number and signatories right?")
    choices = (("yes", _("Yes, all is right")), ("no", _("No, something is wrong")))
    note_label = _("what is wrong, or what the letter says of the name")

    def missing_note(self, row, answer):
        if answer == "no":
            return _("Write what is wrong with the account.")
        if has_more(row):
            return _("The bank added a place to the name. Write what its letter says.")
        return ""
