"""An order to pay, and a payment, as they are typed; and which grants a list shows."""

import datetime

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.inputs import DayInput
from foundation.submissions import SubmitOnceForm
from grants.payment.forms.bank_accounts import AccountNumberField
from grants.payment.reports.payments import State
from grants.selection.models import Award, Round


class AwardsField(forms.ModelMultipleChoiceField):
    """Groups that may be paid; the page shows each with its account."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, award) -> str:
        return str(award.group)


class OrderForm(SubmitOnceForm):
    awards = AwardsField(
        Award.objects.none(),
        label=_("groups to pay"),
        error_messages={"required": _("Choose at least one group.")},
    )
    date = DayField(label=_("day of the order"))
    spm = forms.CharField(label=_("SPM number"), max_length=60)
    sp2d = forms.CharField(label=_("SP2D number"), max_length=60)

    def __init__(self, awards, data=None):
        super().__init__(data, initial={"awards": [award.pk for award in awards]})
        self.fields["awards"].queryset = Award.objects.filter(
            pk__in=[award.pk for award in awards]
        ).select_related("group", "round", "decree__paper", "agreement")


class PaymentForm(SubmitOnceForm):
    """Who pays types the account once more, from the bank's own paper."""

    account_number = AccountNumberField(
        label=_("account number the money went to"),
        help_text=_("From the bank's slip, not from this page."),
        max_length=40,
    )
    date = forms.DateField(label=_("paid on"), widget=DayInput)

    def __init__(self, data=None, *, today: datetime.date):
        super().__init__(data, initial={"date": today})


class DisbursementFilter(django_filters.FilterSet):
    """Which grants of the list; each parameter can be shared as an address."""

    q = django_filters.CharFilter(label=_("Group or village"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("State"), choices=State.choices, empty_label=_("All")
    )
    round = django_filters.ModelChoiceFilter(
        label=_("Round"),
        empty_label=_("All"),
        queryset=lambda request: Round.objects.visible_to(request.user),
    )
    changed = django_filters.BooleanFilter(
        label=_("Account changed"), method="with_changed_account", widget=forms.CheckboxInput
    )

    class Meta:
        model = Award
        fields = ["q", "state", "round", "changed"]

    def named(self, awards, name, words):
        for word in words.split():
            if word.casefold() != "kube":
                awards = awards.filter(group__name__icontains=word) | awards.filter(
                    group__village__name__icontains=word
                )
        return awards

    def with_changed_account(self, awards, name, wanted):
        return awards.filter(account_is_changed=True) if wanted else awards
