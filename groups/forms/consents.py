"""Forms to ask another district for a person, and to answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.inputs import DigitsInput
from foundation.rules import shown_on
from groups.forms.members import PRIVATE
from groups.identity import digits
from groups.lookups import require_look_up
from groups.reports.namesakes import holder
from groups.rules.plausibility import require_length


class AskConsentForm(forms.Form):
    nik = forms.CharField(
        label=_("NIK"),
        max_length=30,
        widget=DigitsInput(PRIVATE),
        help_text=_("16 digits, as on the card."),
    )
    why = forms.CharField(
        label=_("Who is it, and why here?"),
        max_length=200,
        help_text=_("For example: Sutini, moved to her husband here in May."),
    )

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        """Return the arguments of `ask_consent`."""
        typed = super().clean()
        number = digits(typed.get("nik") or "")
        with shown_on(self):
            require_length(number, kind="nik")
            if number:
                require_look_up(self.user, number, field="nik")
        if self.errors:
            return typed
        return {"person": holder(number), "why": typed["why"]}


class AnswerConsentForm(forms.Form):
    at_times = ("reason",)

    agrees = forms.TypedChoiceField(
        label=_("May this person join the group there?"),
        choices=[
            ("yes", _("Yes, they may have the facts of this person")),
            ("no", _("No, for the reason below")),
        ],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=200,
        help_text=_("Needed where you refuse. The other office reads it."),
    )
