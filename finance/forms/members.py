"""Forms to release a member and to pay a former one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from finance.reports.leaving import Leaving
from foundation.formatting import rupiah
from foundation.submissions import SubmitOnceForm
from groups.models import Membership


class RestForm(SubmitOnceForm):
    at_times: tuple[str, ...] = ("heir",)
    date = DayField(label=_("on which day"))
    heir = forms.CharField(
        label=_("heir who receives the money"),
        help_text=_("Only when the member died."),
        max_length=200,
        required=False,
    )


class ReleaseForm(RestForm):
    """Unpaid dues are taken from the savings, waived with a reason, or stay unpaid."""

    at_times = ("heir", "waiver")
    reason = forms.ChoiceField(
        label=_("why"), choices=Membership.Reason.personal, widget=forms.RadioSelect
    )
    dues = forms.ChoiceField(label=_("unpaid dues"), widget=forms.RadioSelect)
    waiver = forms.CharField(
        label=_("why the dues are waived"),
        help_text=_("Only when they are waived. The reason is kept."),
        max_length=200,
        required=False,
    )

    field_order = ("reason", "date", "dues", "waiver", "heir")

    def __init__(self, due: Leaving, data=None):
        super().__init__(data)
        if due.dues_arrears:
            self.fields["dues"].choices = _ways_of_dues(due)
        else:
            del self.fields["dues"], self.fields["waiver"]

    def clean(self):
        """Return the arguments of `release_member`."""
        data = super().clean()
        chosen, waiver = data.pop("dues", ""), data.pop("waiver", "")
        if chosen == "waived" and not waiver:
            self.add_error("waiver", _("Write why the dues are waived."))
        data["settles_dues"] = chosen == "taken"
        return data | {"waiver": waiver if chosen == "waived" else ""}


def _ways_of_dues(due: Leaving) -> list[tuple[str, str]]:
    """What may become of unpaid dues, each with what is paid out then."""
    figures = {
        "taken": rupiah(due.dues_from_savings),
        "unpaid": rupiah(due.dues_arrears),
        "less": rupiah(due.paid_out_without_dues),
        "paid": rupiah(due.paid_out),
    }
    ways = [
        ("waived", _("Waive %(unpaid)s: %(paid)s is paid out") % figures),
        ("owed", _("%(unpaid)s stays unpaid: %(paid)s is paid out") % figures),
    ]
    if due.dues_from_savings:
        taken = _("Take %(taken)s from the savings: %(less)s is paid out") % figures
        ways.insert(0, ("taken", taken))
    return ways
