"""Forms of purchases, evidence and losses."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import QuantityField, RupiahField
from finance.forms.money import DayField, MemberField
from finance.models import Book
from foundation.formatting import rupiah
from foundation.submissions import SubmitOnceForm
from grants.payment.models import BudgetLine
from grants.spending.models import Evidence, Loss, Purchase
from grants.spending.reports.spending import is_one_by_one, needs_health_letter
from groups.forms.photos import PhotoField
from groups.models import Group


class PurchaseForm(SubmitOnceForm):
    """A purchase against one line of the plan, asking only what its kind needs."""

    item = forms.CharField(label=_("what was bought"), max_length=100)
    seller = forms.CharField(
        label=_("seller"), max_length=100, help_text=_("Name of the person or shop.")
    )
    date = DayField(label=_("on which day"))
    quantity = QuantityField(label=_("how many"), initial=1)
    amount = RupiahField(label=_("how much in all"))
    paid_from = forms.ChoiceField(
        label=_("paid from"), widget=forms.RadioSelect, initial=Book.Kind.BANK
    )
    received_by = MemberField(label=_("who received it"))
    receipt = PhotoField(label=_("photo of the receipt"))
    tag = forms.CharField(label=_("number on the ear tag"), max_length=30)
    weight = QuantityField(label=_("weight in kg"), most=9_999)
    health_letter = PhotoField(label=_("photo of the health letter"), required=False)
    second_offer = PhotoField(label=_("photo of a second seller's price"), required=False)

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, line: BudgetLine, group: Group, two_offers_over: int, *data):
        super().__init__(*data)
        self.fields["item"].initial = line.item
        self.fields["quantity"].help_text = line.unit
        self.fields["second_offer"].help_text = _(
            "Needed for more than %(amount)s. It may follow later."
        ) % {"amount": rupiah(two_offers_over)}
        self.fields["health_letter"].help_text = _("It may follow later.")
        for name in _needless(line, group):
            del self.fields[name]
        if line.is_lent:
            self.fields["receipt"].label = _("photo of the signed receipt of the money")
        self.fields["received_by"].offer(group)
        held = dict(group.books.filter(membership=None, name="").values_list("kind", "balance"))
        self.fields["paid_from"].choices = [
            (kind, f"{kind.label} · {rupiah(held.get(kind, 0))}")
            for kind in (Book.Kind.BANK, Book.Kind.CASH)
        ]


def _needless(line: BudgetLine, group: Group) -> list[str]:
    """The fields that this kind of line does not ask for."""
    needless = ["quantity"] if is_one_by_one(line, group) else ["tag", "weight"]
    if not needs_health_letter(line, group):
        needless.append("health_letter")
    return needless + (["seller", "quantity", "second_offer"] if line.is_lent else [])


class EvidenceForm(SubmitOnceForm):
    kind = forms.ChoiceField(label=_("what it is"), choices=Evidence.Kind)
    picture = PhotoField(
        label=_("photo"),
        help_text=_("Was there none? Take a photo of a signed page that says why."),
    )

    def __init__(self, missing: list, *data):
        super().__init__(*data)
        if missing:
            self.fields["kind"].initial = missing[0]


class ReasonForm(SubmitOnceForm):
    """The reason of a cancellation."""

    reason = forms.CharField(
        label=_("what was wrong, and why?"), max_length=200, widget=forms.Textarea({"rows": 2})
    )


class LossForm(SubmitOnceForm):
    kind = forms.ChoiceField(label=_("what happened"), choices=Loss.Kind)
    date = DayField(label=_("on which day"))
    amount = RupiahField(
        label=_("value in the books"), help_text=_("What it had cost; less if only a part is gone.")
    )
    explanation = forms.CharField(
        label=_("how it came about"), max_length=300, widget=forms.Textarea({"rows": 3})
    )
    letter = PhotoField(
        label=_("photo of the letter"),
        help_text=_("Of the vet or the police, or the minutes of the group."),
    )

    def __init__(self, purchase: Purchase, *data):
        super().__init__(*data)
        self.fields["amount"].initial = purchase.entry.debit.balance and purchase.amount
