"""Forms to dispute an entry and to answer a dispute."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import RupiahField
from finance.models import Dispute, Entry
from foundation.formatting import day, rupiah
from foundation.submissions import SubmitOnceForm
from groups.forms.rows import GroupRowsFilter
from groups.models import Membership

SHOWN = 8  # latest entries; older ones are disputed from the savings book

STATES = [("open", _("Waiting for an answer")), ("answered", _("Answered")), ("all", _("All"))]


MISSING = "missing"


class OwnEntryField(forms.ModelChoiceField):
    """An entry of one's own book; None for money that was never written."""

    def clean(self, value):
        return None if value == MISSING else super().clean(value)

    def label_from_instance(self, entry: Entry) -> str:
        return f"{day(entry.date)}: {entry.label}, {rupiah(entry.amount)}"


class DisputeForm(SubmitOnceForm):
    """The entry, the expected amount and what is wrong."""

    at_times = ("claimed",)
    entry = OwnEntryField(
        Entry.objects.none(),
        label=_("Which figure is wrong?"),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the figure that is wrong."),
            "invalid_choice": _("Choose an entry of your own book."),
        },
    )
    claimed = RupiahField(
        label=_("How much should it be?"),
        help_text=_("Needed where it was never written."),
        required=False,
    )
    says = forms.CharField(
        label=_("What is wrong?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is wrong.")},
    )

    def __init__(self, membership: Membership, chosen: str | None, data=None):
        super().__init__(data, initial={"entry": chosen})
        own = membership.entries.in_force().select_related("debit", "credit")
        own = own.order_by("-date", "-sequence")
        field = self.fields["entry"]
        field.queryset = own
        picked = str(self["entry"].value() or "")
        shown = list(own[:SHOWN])
        if picked.isdecimal() and picked not in {str(entry.pk) for entry in shown}:
            shown += own.filter(pk=picked[:18])
        choices = [(entry.pk, field.label_from_instance(entry)) for entry in shown]
        field.widget.choices = [*choices, (MISSING, _("My money was not written"))]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Your answer to the member"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what you found.")},
    )


class DisputeFilter(GroupRowsFilter):
    """Open disputes, unless another state is asked for."""

    state = django_filters.ChoiceFilter(
        label=_("Show"), choices=STATES, empty_label=None, initial="open", method="in_state"
    )

    class Meta:
        model = Dispute
        fields = ["q", "state", "subdistrict", "facilitator"]

    @property
    def qs(self):
        asked = self.form.cleaned_data.get("state") if self.status == 200 and self.is_bound else ""
        return super().qs if asked else super().qs.open()

    def in_state(self, disputes, name, state):
        shown = {"open": disputes.open(), "answered": disputes.exclude(answered_at=None)}
        return shown.get(state, disputes)
