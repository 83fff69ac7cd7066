"""Forms to order and record payments."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.inputs import DayInput
from foundation.submissions import SubmitOnceForm
from grants.payment.forms.bank_accounts import AccountNumberField
from grants.payment.models import PaymentOrder
from grants.selection.models import Award
from groups.forms.photos import PhotoField


class AwardsField(forms.ModelMultipleChoiceField):
    """Awards that may be paid; the page shows each with its bank account."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, award) -> str:
        return str(award.group)


class AwardsForm(SubmitOnceForm):
    """Grants to tick, all ticked at first."""

    awards = AwardsField(
        Award.objects.none(),
        label=_("groups"),
        error_messages={
            "required": _("Choose at least one group."),
            "invalid_choice": _("One of these groups was settled meanwhile. Look again."),
        },
    )

    def __init__(self, awards, data=None):
        super().__init__(data, initial={"awards": [award.pk for award in awards]})
        self.fields["awards"].queryset = Award.objects.filter(
            pk__in=[award.pk for award in awards]
        ).select_related(
            "group__village",
            "round__district",
            "candidacy__round",
            "decree__paper",
            "agreement",
            "revocation",
        )


class OrderForm(AwardsForm):
    date = DayField(label=_("day of the order"))
    spm = forms.CharField(label=_("SPM number"), max_length=60)
    sp2d = forms.CharField(
        label=_("SP2D number"),
        max_length=60,
        required=False,
        help_text=_("Leave it empty until the treasury gives it."),
    )


class Sp2dForm(SubmitOnceForm):
    """The treasury's number and day."""

    number = forms.CharField(label=_("SP2D number"), max_length=60)
    date = DayField(label=_("date of the SP2D"))

    def __init__(self, order: PaymentOrder, data=None):
        given = order.treasury_or_none
        super().__init__(
            data, initial={"number": given.number, "date": given.date} if given else {}
        )


class LostForm(SubmitOnceForm):
    """The bank's letter about a payment that is on no statement."""

    letter = PhotoField(
        label=_("photo of the bank's letter"),
        error_messages={"required": _("Add the photo. It is what the new payment rests on.")},
    )
    date = DayField(label=_("date of the bank's letter"))
    reason = forms.CharField(
        label=_("what the bank says"), max_length=300, widget=forms.Textarea({"rows": 3})
    )


class PaymentFileForm(SubmitOnceForm):
    """The file that went to the bank; its account numbers are compared with the order."""

    file = forms.FileField(
        label=_("file that was sent to the bank"),
        help_text=_("CSV or Excel. It is only compared, not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls"}),
        error_messages={"required": _("Choose the file that was sent.")},
    )
    date = forms.DateField(label=_("paid on"), widget=DayInput)

    def __init__(self, data=None, files=None, *, today: datetime.date):
        super().__init__(data, files, initial={"date": today})


class PaymentForm(SubmitOnceForm):
    """A payment; the account number is typed again, from the bank's document."""

    account_number = AccountNumberField(
        label=_("account number the money went to"),
        help_text=_("From the bank's slip, not from this page."),
        max_length=40,
    )
    date = forms.DateField(label=_("paid on"), widget=DayInput)

    def __init__(self, data=None, *, today: datetime.date):
        super().__init__(data, initial={"date": today})
