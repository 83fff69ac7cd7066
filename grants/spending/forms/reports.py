"""Forms of reports, reviews, refunds, visits and letters."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import RupiahField
from finance.forms.money import DayField
from foundation.formatting import day, rupiah
from foundation.submissions import SubmitOnceForm
from grants.selection.models import Award
from grants.spending.models import MonitoringVisit, Purchase
from grants.spending.reports.monitoring import next_visit
from groups.forms.photos import PhotoField


class PurchasesField(forms.ModelMultipleChoiceField):
    """Checkboxes of the purchases in the books, all ticked."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, purchase: Purchase) -> str:
        what = f"{purchase.item} {purchase.tag}".strip()
        return f"{day(purchase.date)} · {what} · {rupiah(purchase.amount)}"


class ReportForm(SubmitOnceForm):
    purchases = PurchasesField(
        Purchase.objects.none(), label=_("purchases in this report"), required=False
    )
    remarks = forms.CharField(
        label=_("what the group wants to say"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, award: Award, *data):
        super().__init__(*data)
        purchases = award.purchases.not_cancelled()
        self.fields["purchases"].queryset = purchases
        self.fields["purchases"].initial = purchases


class CheckForm(SubmitOnceForm):
    note = forms.CharField(label=_("note to the verifier"), max_length=300, required=False)


class ReviewForm(SubmitOnceForm):
    at_times = ("corrections",)
    ANSWERS = [("accept", _("Accept the report")), ("return", _("Return it with a note"))]

    answer = forms.ChoiceField(label=_("your word"), choices=ANSWERS, widget=forms.RadioSelect)
    corrections = forms.CharField(
        label=_("what is to be mended"),
        help_text=_("One point a line. Only when you return it."),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean(self):
        """The arguments of `review_report`."""
        typed = super().clean()
        return typed | {"accepted": typed.pop("answer", None) == "accept"}


class RefundForm(SubmitOnceForm):
    amount = RupiahField(label=_("how much"))
    date = DayField(label=_("paid back on"))
    sts = forms.CharField(label=_("STS number"), max_length=60, help_text=_("It is on the slip."))
    slip = PhotoField(label=_("photo of the slip"), required=False)

    def __init__(self, left: int, *data):
        super().__init__(*data)
        self.fields["amount"].initial = left


class MonitoringForm(SubmitOnceForm):
    month = forms.TypedChoiceField(
        label=_("how long after the grant"), choices=MonitoringVisit.Month, coerce=int
    )
    date = DayField(label=_("visited on"))
    found = forms.CharField(
        label=_("what was found"), max_length=1000, widget=forms.Textarea({"rows": 4})
    )
    agreed = forms.CharField(label=_("what was agreed"), max_length=300, required=False)
    photo = PhotoField(label=_("photo"), required=False)

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, award: Award, paid_on, *data):
        super().__init__(*data)
        made = set(award.monitoring_visits.values_list("month", flat=True))
        left = [choice for choice in MonitoringVisit.Month.choices if choice[0] not in made]
        self.fields["month"].choices = left
        if paid_on and (following := next_visit(paid_on, made)):
            self.fields["month"].initial = following[0].value


class ReminderForm(SubmitOnceForm):
    """The reason is optional, as a letter has a default text."""

    reason = forms.CharField(
        label=_("reason"),
        max_length=300,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Left empty, the letter says what was due when."),
    )


class SanctionForm(ReminderForm):
    def __init__(self, *data):
        super().__init__(*data)
        self.fields["reason"].required = True
        self.fields["reason"].help_text = ""
