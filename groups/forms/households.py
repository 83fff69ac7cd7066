"""Forms to split and join households, and to change the number of a family card."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.doubts import is_answered
from foundation.inputs import DigitsInput
from foundation.rules import RuleBroken
from groups.forms.members import PRIVATE
from groups.identity import digits
from groups.lookups import require_look_up
from groups.models import Person
from groups.reports.households import card_of, family_question
from groups.rules.plausibility import require_length


class CardNumberForm(forms.Form):
    """The number of a family card, from the card."""

    kk = forms.CharField(
        label=_("KK number"),
        max_length=30,
        widget=DigitsInput(PRIVATE),
        help_text=_("16 digits, as on the new card."),
    )

    def __init__(self, user: User, data=None):
        super().__init__(data)
        self.user = user

    def clean_kk(self):
        number = digits(self.cleaned_data["kk"])
        try:
            require_length(number, kind="kk")
            if number:
                require_look_up(self.user, number, field="kk")
        except RuleBroken as broken:
            raise forms.ValidationError(str(broken)) from broken
        return number


class SplitForm(CardNumberForm):
    """Who moves along to the new card, and what stands on it."""

    others = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label=_("Who moves along?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Who is not ticked stays on the old card."),
    )
    address = forms.CharField(label=_("Address"), required=False, max_length=150)

    field_order = ("others", "kk", "address")
    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, person: Person, user: User, data=None):
        super().__init__(user, data)
        self.fields["kk"].required = False
        self.fields["kk"].help_text = _("Leave it empty if the new card is not at hand.")
        self.fields["others"].queryset = person.family()


class JoinForm(CardNumberForm):
    """The number of the other card; who is on it is asked about once."""

    sure = forms.BooleanField(
        label=_("Yes, they are one family"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, user: User, data=None):
        super().__init__(user, data)
        self.fields["kk"].help_text = _("The number of the card on which the family is now.")

    def clean(self):
        """Return the arguments of `join_households`."""
        data = super().clean()
        if "kk" not in data:
            return data
        if (into := card_of(data["kk"])) is None:
            self.add_error(
                "kk", _("No known family has this card. Change the number of the card instead.")
            )
            return data
        if not is_answered(self, "sure", question := family_question(into, self.user)):
            self.add_error("kk", question)
        return {"into": into}
