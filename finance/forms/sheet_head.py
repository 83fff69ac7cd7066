"""The fields that a meeting sheet has once."""

import datetime
from functools import partial

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.forms.fields import RupiahField
from finance.forms.sheet_rows import day_field
from foundation.doubts import is_answered
from foundation.formatting import rupiah
from foundation.numbers import CountField
from foundation.rules import refusal_of
from foundation.submissions import SubmitOnceForm
from groups.models import Group
from groups.rules.schedule import require_took_place

BANKNOTES = [100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000]


class MeetingForm(SubmitOnceForm):
    """The fields that the sheet has once: date, count, bank, next meeting.

    `reckoned_from` is the day whose following meeting stands in `next_on`: if the user changes
    the day and leaves `next_on` as it was filled in, it follows the new day.
    """

    at_times = ("reason",)
    date = day_field(gettext_lazy("Day of the meeting"))
    took_place = forms.BooleanField(
        label=gettext_lazy("Yes, it took place"), required=False, widget=forms.HiddenInput
    )
    place = forms.CharField(label=gettext_lazy("Place"), max_length=100, required=False)
    to_bank = RupiahField(label=gettext_lazy("Amount (Rp)"), required=False)
    notes = forms.CharField(
        label=gettext_lazy("Notes"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    next_on = day_field(gettext_lazy("Day"))
    next_at = forms.TimeField(
        label=gettext_lazy("Hour"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    next_place = forms.CharField(label=gettext_lazy("Place"), max_length=100, required=False)
    reckoned_from = forms.DateField(required=False, widget=forms.HiddenInput)  # see _head
    counted = RupiahField(
        label=gettext_lazy("Money that was counted (Rp)"),
        help_text=gettext_lazy("Count together with the treasurer, then write the amount."),
        error_messages={"required": gettext_lazy("Write how much money was counted.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason of the difference"),
        help_text=gettext_lazy("A difference is an entry of its own, and the office sees it."),
        max_length=200,
        required=False,
    )

    def __init__(self, group: Group, data=None, *, today: datetime.date, initial=None):
        super().__init__(data, initial=initial, use_required_attribute=False)
        self.group, self.today = group, today
        self.fields["date"].required = True
        self.fields["date"].widget.attrs["max"] = today.isoformat()
        self.fields["counted"].widget.attrs["class"] = "big-amount"
        self.fields["coins"] = RupiahField(label=_("Coins (Rp)"), required=False)
        self.fields["coins"].widget.attrs["data-note"] = 1
        for note in BANKNOTES:
            self.fields[f"note_{note}"] = CountField(
                label=rupiah(note),
                least=0,
                most=9_999,
                required=False,
                widget=forms.TextInput({"data-note": note}),
            )

    @property
    def hidden_answers(self) -> list[forms.BoundField]:
        """Which question a tick was set beside."""
        return [self[name] for name in self.fields if name.endswith("_asked")]

    @property
    def banknotes(self) -> list[forms.BoundField]:
        return [*(self[f"note_{note}"] for note in BANKNOTES), self["coins"]]

    def clean(self):
        data = super().clean()
        reckoned, date = data.pop("reckoned_from", None), data.get("date")
        past = date and reckoned and max(date, reckoned) <= self.today  # else they are refused
        if past and data.get("next_on") == self.group.proposed_after(reckoned):
            data["next_on"] = self.group.proposed_after(date)
        mark = refusal_of(partial(require_took_place, self.group, date)) if date else ""
        if mark and not is_answered(self, "took_place", mark):
            self.add_error("date", mark)
        return self._count_pieces(data)

    def _count_pieces(self, data):
        pieces = [(note, data.pop(f"note_{note}", None)) for note in BANKNOTES]
        pieces.append((1, data.pop("coins", None)))
        if all(number is None for _note, number in pieces):
            return data
        total = sum(note * (number or 0) for note, number in pieces)
        if not self["counted"].data:
            self.errors.pop("counted", None)
            data["counted"] = total
        elif data.get("counted", total) != total:
            self.add_error(
                "counted", _("The notes add up to %(amount)s.") % {"amount": rupiah(total)}
            )
        return data
