"""Forms to release a member and to pay a former one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.formatting import rupiah
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
    """Unpaid dues (rupiah) are taken from the savings, or stay unpaid."""

    reason = forms.ChoiceField(label=_("why"), choices=Membership.Reason, widget=forms.RadioSelect)
    settles_dues = forms.TypedChoiceField(
        label=_("unpaid dues"), coerce=lambda chosen: chosen == "yes", widget=forms.RadioSelect
    )

    field_order = ("reason", "date", "settles_dues", "heir")

    def __init__(self, dues: int, data=None):
        super().__init__(data)
        if dues:
            amount = {"amount": rupiah(dues)}
            self.fields["settles_dues"].choices = [
                ("yes", _("Take %(amount)s from the savings") % amount),
                ("no", _("They stay unpaid")),
            ]
        else:
            del self.fields["settles_dues"]
