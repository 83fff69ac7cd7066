"""The form that invites a member to sign in."""

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils.translation import gettext_lazy as _

from foundation.inputs import NameField


class InvitationForm(forms.Form):
    username = NameField(
        label=_("User name"),
        max_length=50,
        validators=[UnicodeUsernameValidator()],
        help_text=_("For signing in. Letters, digits and @ . + - _ without spaces."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
