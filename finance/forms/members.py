"""Forms to release a member and to pay a former one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.submissions import SubmitOnceForm
from groups.models import Membership


class RestForm(SubmitOnceForm):
    date = DayField(label=_("on which day"))
    heir = forms.CharField(
        label=_("heir who receives the money"),
        help_text=_("Only when the member died."),
        max_length=200,
        required=False,
    )


class ReleaseForm(RestForm):
    reason = forms.ChoiceField(label=_("why"), choices=Membership.Reason, widget=forms.RadioSelect)

    field_order = ("reason", "date", "heir")
