"""Forms to upload statements, map columns, match and explain lines."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.filters import Filter
from foundation.formatting import rupiah, short_day
from foundation.inputs import DigitsInput
from foundation.submissions import SubmitOnceForm
from grants.payment.bank_tables import Column
from grants.payment.models import BankMovement, LineNote, OfficeAccount, Refund, StatementLine

FILES = ".sta,.mt940,.940,.txt,.csv,.xlsx,.xls"
SHOWN = [
    ("todo", _("To look at")),
    ("exact", _("Agree")),
    ("unknown", _("Not about grants?")),
    ("matched", _("Matched")),
    ("explained", _("Explained")),
]


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account: OfficeAccount) -> str:
        return f"{account} ({account.office})"


class StatementForm(SubmitOnceForm):
    """Upload of a statement file."""

    account = AccountField(
        OfficeAccount.objects.none(),
        label=_("Account of the office"),
        empty_label=None,
        error_messages={"invalid_choice": _("Choose an account of your office.")},
    )
    file = forms.FileField(
        label=_("File of the bank"),
        help_text=_("MT940, CSV or Excel, as the bank gives it. The same file twice adds nothing."),
        widget=forms.FileInput(attrs={"accept": FILES}),
        error_messages={
            "required": _("Choose the file of the bank."),
            "empty": _("This file is empty."),
            "missing": _("Choose the file of the bank."),
        },
    )

    def __init__(self, accounts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts


class SampleForm(forms.Form):
    """Upload of a sample table, to read its headings."""

    file = forms.FileField(
        label=_("A table of this bank"),
        help_text=_("CSV or Excel. It is only looked at, not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls"}),
        error_messages={"required": _("Choose a table of this bank.")},
    )


class ColumnsForm(forms.Form):
    """The column mapping; headings are hidden fields, so that the sample is uploaded once."""

    headings = forms.CharField(widget=forms.HiddenInput, max_length=5000)

    def __init__(self, account: OfficeAccount, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account
        choices = [("", _("– none –")), *((each, each) for each in self.known_headings())]
        for column in Column:
            self.fields[column.value] = forms.ChoiceField(
                label=column.label, choices=choices, required=column == Column.DATE
            )

    def known_headings(self) -> list[str]:
        try:
            given = json.loads(self["headings"].value() or "[]")
        except ValueError:
            return []
        return [each for each in given if isinstance(each, str)] if isinstance(given, list) else []

    def clean(self):
        data = super().clean()
        chosen = [data.get(column.value) for column in Column if data.get(column.value)]
        in_one, in_two = data.get("amount"), data.get("out") and data.get("in")
        if bool(in_one) == bool(in_two):
            self.add_error("amount", _("Choose money out and money in, or the amount in one."))
        if len(chosen) != len(set(chosen)):
            self.add_error(None, _("Choose each column once."))
        return data

    @property
    def columns(self) -> dict[str, str]:
        data = self.cleaned_data
        unused = {"out", "in"} if data["amount"] else {"mark"}
        return {
            column.value: data[column.value]
            for column in Column
            if data[column.value] and column.value not in unused
        }

    def save(self) -> OfficeAccount:
        self.account.columns = self.columns
        self.account.save(update_fields=["columns"])
        return self.account


class OfficeAccountForm(forms.ModelForm):
    fields: dict[str, Any]  # each of its own class of field

    class Meta:
        model = OfficeAccount
        fields = ["office", "bank", "number"]
        widgets = {"number": DigitsInput}
        labels = {"office": _("Office of the district")}

    def __init__(self, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        codes = [each.region_id for each in user.assignments_for("grants.import_statement")]
        office = self.fields["office"]
        office.queryset = Region.objects.filter(code__in=codes)
        office.empty_label = None

    def clean_number(self):
        number = "".join(self.cleaned_data["number"].replace(".", "").replace("-", "").split())
        if not (number.isascii() and number.isdigit() and len(number) >= 6):
            raise forms.ValidationError(_("An account number has 6 digits or more."))
        return number


def payment_label(paid: BankMovement) -> str:
    words = {
        "group": paid.group,
        "amount": rupiah(paid.amount),
        "day": short_day(paid.date),
        "reference": paid.reference,
    }
    if isinstance(paid, Refund):
        return gettext("Refund of %(group)s, %(amount)s, %(day)s, %(reference)s") % words
    return gettext("Payment to %(group)s, %(amount)s, %(day)s, %(reference)s") % words


def key(paid: BankMovement) -> str:
    return f"{paid.match_field}-{paid.pk}"


class PaidField(forms.ChoiceField):
    """A choice among payments and refunds."""

    widget = forms.RadioSelect

    def __init__(self, paid=(), **kwargs):
        super().__init__(**kwargs)
        self.offer(paid)

    def offer(self, paid) -> None:
        self.rows = {key(row): row for row in paid}
        self.choices = [(name, payment_label(row)) for name, row in self.rows.items()]

    def clean(self, value):
        return self.rows.get(super().clean(value))


class MatchForm(SubmitOnceForm):
    """The payment to match a line with, and the reason unless the match is exact."""

    paid = PaidField(label=_("This line is"), error_messages={"required": _("Choose the payment.")})
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Needed where reference or account are not on the line."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, choices, *args, **kwargs):
        only = key(choices[0]) if len(choices) == 1 else None
        super().__init__(*args, initial={"paid": only}, **kwargs)
        self.fields["paid"].offer(choices)


class ExplainForm(SubmitOnceForm):
    """Why a line is not an arrived payment."""

    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=LineNote.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    transfer = PaidField(
        label=_("Which payment is it about?"), required=False, help_text=_("If it is about one.")
    )
    explanation = forms.CharField(
        label=_("What happened?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what happened.")},
    )

    def __init__(self, choices, *args, **kwargs):
        only = key(choices[0]) if len(choices) == 1 else None
        super().__init__(*args, initial={"transfer": only}, **kwargs)
        if choices:
            self.fields["transfer"].offer(choices)
        else:
            del self.fields["transfer"]


class LinesForm(SubmitOnceForm):
    """Many lines, each with a checkbox."""

    lines = forms.ModelMultipleChoiceField(
        StatementLine.objects.none(),
        error_messages={
            "required": _("Tick at least one line."),
            "invalid_choice": _("One of these lines was settled meanwhile. Look again."),
        },
    )

    def __init__(self, lines, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = lines


class SetAsideForm(LinesForm):
    explanation = forms.CharField(
        label=_("What are they?"),
        help_text=_("For example: salaries and fees."),
        max_length=300,
        error_messages={"required": _("Write what they are.")},
    )


class BankFilter(Filter):
    show = forms.ChoiceField(choices=SHOWN, required=False, widget=forms.HiddenInput)
    account = AccountField(
        OfficeAccount.objects.none(),
        label=_("Account"),
        required=False,
        empty_label=_("All accounts"),
    )
    q = forms.CharField(label=_("Search"), required=False, max_length=60)

    def __init__(self, request, accounts):
        super().__init__(request, initial={"show": "todo"})
        self.fields["account"].queryset = accounts

    @property
    def shown(self) -> str:
        return (self.is_valid() and self.cleaned_data["show"]) or "todo"

    @property
    def typed(self) -> str:
        return self.cleaned_data["q"].strip() if self.is_valid() else ""

    def chosen(self, lines):
        """The chosen lines."""
        account = self.is_valid() and self.cleaned_data["account"]
        return lines.filter(account=account) if account else lines
