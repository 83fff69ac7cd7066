"""Forms to send statements, and to say what the columns of a bank's tables are."""

import datetime
import json
from decimal import Decimal

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.inputs import DigitsInput
from foundation.submissions import SubmitOnceForm
from foundation.workbooks import Cell, Rows
from grants.payment.models import OfficeAccount
from grants.payment.statements.amounts import read_amount
from grants.payment.statements.headings import Headings

FILES = ".sta,.mt940,.940,.txt,.csv,.xlsx,.xls"
LONGEST_SAMPLE = 500_000  # characters of the rows that the pages of a mapping hand on


class Column(models.TextChoices):
    """What a column may be."""

    DATE = "date", _("Day")
    TEXT = "text", _("Description")
    MORE = "more", _("More description")
    OUT = "out", _("Money out (debit)")
    IN = "in", _("Money in (credit)")
    AMOUNT = "amount", _("Amount, in and out in one column")
    MARK = "mark", _("Sign of the amount (D or K)")
    BALANCE = "balance", _("Balance after each line")
    OPENING = "opening", _("Balance before each line")
    REFERENCE = "reference", _("Reference")
    ACCOUNT = "account", _("Account on the other side")
    NAME = "name", _("Name on the other side")
    NUMBER = "number", _("Account of the office")


class AccountField(forms.ModelChoiceField):
    def label_from_instance(self, account: OfficeAccount) -> str:
        return f"{account} ({account.office})"


class SumField(forms.CharField):
    """A sum with sen, as it stands on the bank's paper. Empty cleans to None."""

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=30, **kwargs)

    def widget_attrs(self, widget):
        more = {"class": "amount", "inputmode": "decimal", "autocomplete": "off"}
        return super().widget_attrs(widget) | more

    def clean(self, value) -> Decimal | None:
        try:
            amount, _mark = read_amount(super().clean(value))
        except ValueError as cause:
            raise forms.ValidationError(str(cause)) from cause
        return amount


class StatementForm(SubmitOnceForm):
    """Upload of a statement file."""

    at_times = ("spent", "earned")
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
    spent = SumField(
        label=_("All money out, by the bank's paper"),
        help_text=_("Only for a table without balances."),
    )
    earned = SumField(
        label=_("All money in, by the bank's paper"),
        help_text=_("Only for a table without balances."),
    )

    def __init__(self, accounts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts.confirmed()


class SampleForm(forms.Form):
    """Upload of a sample table, to read its headings."""

    file = forms.FileField(
        label=_("A table of this bank"),
        help_text=_("CSV or Excel. It is only looked at, not kept."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls"}),
        error_messages={"required": _("Choose a table of this bank.")},
    )


class ColumnsForm(forms.Form):
    """What each column is; the first rows are a hidden field, so the sample is sent once."""

    sample = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST_SAMPLE)
    day_order = forms.ChoiceField(
        label=_("How the day is written"), choices=OfficeAccount.DayOrder, required=False
    )
    without_balances = forms.BooleanField(
        label=_("This bank gives no balances"),
        help_text=_(
            "Without balances nothing shows that a table is whole: each time both sums are typed."
        ),
        required=False,
    )
    field_order = ["sample", *Column.values, "day_order", "without_balances"]

    def __init__(self, account: OfficeAccount, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.account = account
        self.rows, self.names, self.first = unpacked(self["sample"].value())
        choices = [("", _("– none –")), *((name, name) for name in self.names)]
        for column in Column:
            self.fields[column.value] = forms.ChoiceField(
                label=column.label, choices=choices, required=column == Column.DATE
            )
        self.order_fields(self.field_order)

    def clean(self):
        data = super().clean()
        chosen = [data.get(column.value) for column in Column if data.get(column.value)]
        in_one, in_two = data.get("amount"), data.get("out") and data.get("in")
        if bool(in_one) == bool(in_two):
            self.add_error("amount", _("Choose money out and money in, or the amount in one."))
        if bool(data.get("balance")) == bool(data.get("without_balances")):
            self.add_error("balance", _("Choose the column of the balance, or say there is none."))
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

    @property
    def headings(self) -> Headings:
        """The sample with the chosen columns, to be read."""
        self._fill()
        (profile,) = self.account.profiles
        return Headings(self.first, self.names, profile, self.rows)

    def _fill(self) -> None:
        self.account.columns = self.columns
        self.account.day_order = self.cleaned_data["day_order"]
        self.account.without_balances = self.cleaned_data["without_balances"]

    def save(self) -> OfficeAccount:
        self._fill()
        self.account.save(update_fields=["columns", "day_order", "without_balances"])
        return self.account


def packed(headings: Headings, most: int) -> str:
    """The first rows of a table as a text, for a hidden field."""
    rows = [
        [{"day": str(cell)[:10]} if isinstance(cell, datetime.date) else cell for cell in row]
        for row in headings.rows[: headings.last_row + most]
    ]
    return json.dumps({"rows": rows, "names": headings.names, "first": headings.last_row})


def unpacked(text: str | None) -> tuple[Rows, list[str], int]:
    """The rows, the names of the columns and the first row below the headings."""
    try:
        given = json.loads(text or "")
        rows = [[_cell(cell) for cell in row] for row in given["rows"]]
        first = min(max(int(given["first"]), 0), len(rows))
        return rows, [str(name) for name in given["names"]], first
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return [], [], 0


def _cell(cell: object) -> Cell:
    if isinstance(cell, dict):
        return datetime.date.fromisoformat(cell["day"])
    return cell if isinstance(cell, float) else str(cell)


class OfficeAccountForm(SubmitOnceForm):
    office = forms.ModelChoiceField(
        Region.objects.none(), label=_("Office of the district"), empty_label=None
    )
    bank = forms.CharField(label=_("bank"), max_length=60)
    number = forms.CharField(label=_("account number"), max_length=40, widget=DigitsInput)

    def __init__(self, user: User, data=None, *, account: OfficeAccount | None = None):
        names = ("office", "bank", "number")
        super().__init__(data, initial={name: getattr(account, name) for name in names if account})
        codes = [each.region_id for each in user.assignments_for("grants.import_statement")]
        self.fields["office"].queryset = Region.objects.filter(code__in=codes)

    def clean_number(self):
        number = "".join(self.cleaned_data["number"].replace(".", "").replace("-", "").split())
        if not (number.isascii() and number.isdigit() and 6 <= len(number) <= 30):
            raise forms.ValidationError(_("An account number has 6 to 30 figures."))
        return number
