"""Forms of a budget plan: meeting, description and a formset of lines."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import QuantityField, RupiahField
from foundation.formatting import day, short_day
from foundation.formsets import GrowingFormSet, rows_of, typed
from foundation.rules import shown_on
from foundation.submissions import SubmitOnceForm
from grants.payment.actions.budgets import DraftLine
from grants.payment.models import BudgetLine
from grants.payment.rules.budgets import decided_from, require_whole
from grants.selection.models import Candidacy
from groups.models import Meeting

BLANK = 3  # rows of a first plan
MOST = 40
PREFIX = "lines"


class MeetingField(forms.ModelChoiceField):
    """A meeting with a quorum of two thirds."""

    def label_from_instance(self, meeting) -> str:
        return _("%(day)s, meeting no. %(number)s: %(came)s of %(of)s there") % {
            "day": short_day(meeting.date),
            "number": meeting.number,
            "came": meeting.came,
            "of": meeting.of,
        }


class LineForm(forms.Form):
    """A line; blank rows are ignored."""

    number = forms.IntegerField(required=False, max_value=9_999, widget=forms.HiddenInput)
    item = forms.CharField(label=_("item"), max_length=100)
    kind = forms.ChoiceField(label=_("kind"), choices=[("", _("Choose")), *BudgetLine.Kind.choices])
    quantity = QuantityField(label=_("quantity"))
    unit = forms.CharField(label=_("unit"), max_length=20)
    price = RupiahField(label=_("price each (Rp)"))
    source = forms.ChoiceField(label=_("paid from"), choices=BudgetLine.Source)

    def has_changed(self) -> bool:
        """Ignore number and source: they alone make no line."""
        return bool(set(self.changed_data) - {"number", "source"})

    def clean(self):
        data = super().clean()
        facts = [data.get(name) for name in ("item", "kind", "quantity", "price")]
        if all(facts):
            with shown_on(self):
                require_whole(*facts)
        return data


class Lines(GrowingFormSet):
    """A formset of as many rows as were submitted; blank ones are ignored."""

    default_error_messages = {
        **GrowingFormSet.default_error_messages,
        "too_many_forms": _("These are too many lines. Put some of them together."),
    }

    @property
    def written(self) -> list[DraftLine]:
        return [DraftLine(**row.cleaned_data) for row in self.forms if row.has_changed()]


LineRows = rows_of(LineForm, Lines, most=MOST)


class BudgetForm(SubmitOnceForm):
    """The plan as one form for the view; with `more`, it is not validated."""

    meeting = MeetingField(
        Meeting.objects.none(),
        label=_("meeting that chose the plan"),
        empty_label=_("Choose a meeting"),
    )
    plan = forms.CharField(
        label=_("what the group wants to do, and who buys from it"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, candidacy: Candidacy, data=None, *, today: datetime.date, before=None):
        self.more = data is not None and "more" in data
        super().__init__(
            None if self.more else data,
            initial=typed(self.base_fields, data) if self.more else _words_of(before),
        )
        first = decided_from(candidacy)
        held = candidacy.group.meetings.quorate().held().filter(date__range=(first, today))
        self.fields["meeting"].queryset = held.order_by("-date")
        self.first = day(first)
        self.fields["meeting"].help_text = _(
            "Only meetings on %(day)s or later, with two thirds of the members there."
        ) % {"day": self.first}
        self.lines = _rows(data, self.more, before)

    @property
    def parts(self) -> list:
        return [self, self.lines]

    @property
    def has_meeting(self) -> bool:
        return self.fields["meeting"].queryset.exists()

    def is_valid(self) -> bool:
        return super().is_valid() and self.lines.is_valid()

    def clean(self):
        data = super().clean()
        if self.lines.is_valid():
            data["lines"] = self.lines.written
            if not data["lines"]:
                self.add_error(None, _("Write at least one line of the plan."))
        return data


class BudgetChangeForm(BudgetForm):
    """The next version, with a reason."""

    reason = forms.CharField(label=_("why it changes"), max_length=300)
    field_order = ["meeting", "reason", "plan"]


class ApprovalForm(SubmitOnceForm):
    note = forms.CharField(label=_("note"), max_length=300, required=False)


class ReturnForm(SubmitOnceForm):
    reason = forms.CharField(label=_("what is to be mended"), max_length=300)


def _words_of(before) -> dict:
    return {"plan": before.plan} if before else {}


def _rows(data, more: bool, before) -> Lines:
    if data is not None and not more:
        return LineRows(data, prefix=PREFIX)
    if more:
        return LineRows.unvalidated(data, prefix=PREFIX, more=1)
    initial = [_of_line(line) for line in before.lines.all()] if before else []
    rows = LineRows(initial=initial, prefix=PREFIX)
    rows.extra = len(initial) + (1 if before else BLANK)
    return rows


def _of_line(line: BudgetLine) -> dict:
    return {name: getattr(line, name) for name in LineForm.base_fields}
