"""Optional rows of a meeting sheet: payments out, decisions, problems."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.validators import MinValueValidator
from django.utils.translation import gettext_lazy as _

from finance.actions.meetings import Agreed, Raised
from finance.actions.sheets import Expense, Help, Income, Withdrawal
from finance.forms.fields import COIN, RupiahField, read
from finance.models import Book
from foundation.formsets import GrowingFormSet, rows_of
from foundation.inputs import DayInput
from groups.models import Membership, Problem

EARNED = ["sale", "gift", "rent", "other"]
BOUGHT = ["feed", "transport", "stationery", "meeting", "other"]


def amount_field() -> RupiahField:
    return RupiahField(
        label=_("Amount (Rp)"),
        validators=[MinValueValidator(COIN, _("Write whole rupiah, for example 25.000."))],
    )


def day_field(label) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput)


class RowForm(forms.Form):
    """A form of a formset whose blank rows are ignored."""

    written: Callable[..., Any]  # converts cleaned data for the action
    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, members: dict[int, Membership], **kwargs):
        super().__init__(*args, **kwargs)
        if "membership" in self.fields:
            names = [(pk, str(row.person)) for pk, row in members.items()]
            self.fields["membership"].choices = [("", _("Choose a member")), *names]
            self.fields["membership"].coerce = lambda pk: members.get(int(pk))

    @property
    def as_typed(self) -> Withdrawal | Help | Expense | Income:
        """The amount typed so far, also of an invalid row."""
        return self.written(None, read(self["amount"]))


class WithdrawalRowForm(RowForm):
    membership = forms.TypedChoiceField(label=_("Whose savings"))
    amount = amount_field()
    written = Withdrawal


class HelpRowForm(RowForm):
    membership = forms.TypedChoiceField(label=_("Help for"))
    amount = amount_field()
    note = forms.CharField(label=_("Why"), max_length=200)
    written = Help


class ExpenseRowForm(RowForm):
    name = forms.ChoiceField(
        label=_("Bought or paid"),
        choices=[("", _("Choose"))] + [(name, Book.KNOWN_NAMES[name]) for name in BOUGHT],
    )
    amount = amount_field()
    note = forms.CharField(label=_("What it was"), max_length=200, required=False)
    written = Expense


class IncomeRowForm(RowForm):
    name = forms.ChoiceField(
        label=_("What from"),
        choices=[("", _("Choose"))] + [(name, Book.KNOWN_NAMES[name]) for name in EARNED],
    )
    amount = amount_field()
    note = forms.CharField(label=_("What it was"), max_length=200, required=False)
    written = Income


class DecisionRowForm(RowForm):
    what = forms.CharField(label=_("What was agreed"), max_length=200)
    who = forms.CharField(label=_("Who does it"), max_length=100, required=False)
    due_on = day_field(_("By when"))
    written = Agreed


class ProblemRowForm(RowForm):
    kind = forms.ChoiceField(
        label=_("Kind of problem"), choices=[("", _("Choose")), *Problem.Kind.choices]
    )
    what = forms.CharField(label=_("What is wrong"), max_length=300)
    who = forms.CharField(label=_("Who takes care"), max_length=100, required=False)
    due_on = day_field(_("By when"))
    written = Raised


class RowFormSet(GrowingFormSet):
    """A formset of the posted rows; blank rows are ignored."""

    default_error_messages = {
        **GrowingFormSet.default_error_messages,
        "too_many_forms": _("These are too many rows. Record the rest after the meeting."),
    }

    added = False  # a row was just requested

    @property
    def filled(self) -> list[RowForm]:
        if self.is_bound:
            return [form for form in self.forms if form.has_changed()]
        return [form for form in self.forms if any(form.initial.values())]

    @property
    def is_open(self) -> bool:
        wrong = self.is_bound and bool(self.non_form_errors())
        return self.added or wrong or bool(self.filled)

    @property
    def written(self) -> list:
        """The arguments of the action."""
        return [form.written(**form.cleaned_data) for form in self.filled]


OUT = {"withdrawals": WithdrawalRowForm, "help": HelpRowForm, "expenses": ExpenseRowForm}
MONEY = OUT | {"incomes": IncomeRowForm}
ROWS: dict[str, Any] = {  # classes of RowFormSet; the stubs know none that is made so
    name: rows_of(form, RowFormSet, most=40)
    for name, form in (MONEY | {"decisions": DecisionRowForm, "problems": ProblemRowForm}).items()
}


def row_formset(name: str, data, *, members: dict[int, Membership], more: str | None) -> RowFormSet:
    """The formset `name`; with `more`, unbound with the posted values, and a row more if named."""
    kind, about = ROWS[name], {"prefix": name, "form_kwargs": {"members": members}}
    if data is None or more is None:
        return kind(data, **about)
    rows = kind.unvalidated(data, more=more == name, **about)
    rows.added = more == name
    return rows
