"""Forms to match and explain statement lines, and to filter them."""

import django_filters
from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.filters import Filter
from foundation.formatting import rupiah, short_day
from foundation.searches import SearchField
from foundation.submissions import SubmitOnceForm
from grants.payment.forms.statements import AccountField
from grants.payment.models import (
    BankMovement,
    LineNote,
    OfficeAccount,
    Refund,
    StatementLine,
    Transfer,
)
from groups.forms.rows import GroupRowsFilter

SHOWN = [
    ("todo", _("To look at")),
    ("exact", _("Agree")),
    ("unknown", _("Not about grants?")),
    ("matched", _("Matched")),
    ("explained", _("Explained")),
]


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


def short_label(paid: BankMovement) -> str:
    """With the group first, for a long list."""
    return f"{paid.group} · {rupiah(paid.amount)} · {short_day(paid.date)} · {paid.reference}"


def key(paid: BankMovement) -> str:
    return f"{paid.match_field}-{paid.pk}"


class PaidField(forms.ChoiceField):
    """A choice among payments and refunds."""

    widget: type[forms.Widget] | forms.Widget = forms.RadioSelect

    def __init__(self, paid=(), **kwargs):
        super().__init__(**kwargs)
        self.offer(paid)

    def offer(self, paid) -> None:
        self.rows = {key(row): row for row in paid}
        self.choices = [(name, payment_label(row)) for name, row in self.rows.items()]

    def offer_many(self, likely, others) -> None:
        """Offer a list to open, the likely payments above."""
        self.offer([*likely, *others])
        self.widget = forms.Select()
        parts = [(_("Likely"), likely), (_("Other payments"), others)]
        self.choices = [
            ("", _("None of them")),
            *(
                (head, [(key(row), short_label(row)) for row in rows])
                for head, rows in parts
                if rows
            ),
        ]

    def clean(self, value):
        return self.rows.get(super().clean(value))


class MatchForm(SubmitOnceForm):
    """The payment to match a line with, and the reason unless the match is exact."""

    paid = PaidField(label=_("This line is"), error_messages={"required": _("Choose the payment.")})
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Needed where reference or account are not on the line."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write how you know that this line is it.")},
    )

    def __init__(self, choices, *args, is_exact=False, **kwargs):
        only = key(choices[0]) if len(choices) == 1 else None
        super().__init__(*args, initial={"paid": only}, **kwargs)
        self.fields["paid"].offer(choices)
        self.fields["reason"].required = not is_exact


class BulkForm(SubmitOnceForm):
    """The payments that one line is for, and what the rest of it is."""

    at_times = ("reason",)
    transfers = forms.MultipleChoiceField(
        label=_("Payments in this line"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Choose the payments."),
            "invalid_choice": _("One of these payments is matched already. Look again."),
        },
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("Needed unless the line has the SP2D number and the exact sum."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write how you know that this line is it.")},
    )

    def __init__(self, choices, chosen, *args, is_named=False, **kwargs):
        """`is_named`: the line has the SP2D number of one of the choices."""
        super().__init__(*args, initial={"transfers": [str(row.pk) for row in chosen]}, **kwargs)
        self.fields["reason"].required = not is_named
        if not is_named:
            self.fields["reason"].help_text = _("The line does not have the SP2D number.")
        self.rows = {str(row.pk): row for row in choices}
        self.fields["transfers"].choices = [
            (pk, f"{payment_label(row)} · SP2D {row.disbursement.order}")
            for pk, row in self.rows.items()
        ]

    def clean_transfers(self):
        return [self.rows[pk] for pk in self.cleaned_data["transfers"]]


class ExplainForm(SubmitOnceForm):
    """Why a line is not an arrived payment."""

    at_times = ("transfer",)
    kind = forms.ChoiceField(
        label=_("What is it?"),
        choices=LineNote.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what it is.")},
    )
    transfer = PaidField(
        label=_("Which payment is it about?"),
        required=False,
        help_text=_("Needed if it was paid twice, the amount is wrong, or it came back."),
    )
    explanation = forms.CharField(
        label=_("What happened?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what happened.")},
    )

    def __init__(self, about, kinds, *args, **kwargs):
        """`about`: the payments that the line may be about, `PaymentsAbout`; `kinds` fit it."""
        only = key(about.likely[0]) if about.named and about.likely else None
        super().__init__(*args, initial={"transfer": only}, **kwargs)
        if about.others:
            self.fields["transfer"].offer_many(about.likely, about.others)
        elif about.likely:
            self.fields["transfer"].offer(about.likely)
        else:
            del self.fields["transfer"]
        is_about = about.likely or about.others or about.named
        self.fields["kind"].choices = [
            (kind.value, kind.label)
            for kind in kinds
            if is_about or kind not in LineNote.ABOUT_A_PAYMENT
        ]


class LinesForm(SubmitOnceForm):
    """Many lines, each with a checkbox."""

    lines = forms.ModelMultipleChoiceField(
        StatementLine.objects.none(),
        error_messages={
            "required": _("Tick at least one line."),
            "invalid_choice": _("One of these lines was settled meanwhile. Look again."),
        },
    )

    def __init__(self, lines, rows, *args, **kwargs):
        """`rows`: the suggestions shown, of which the usual ones are ticked at first."""
        super().__init__(*args, **kwargs)
        self.fields["lines"].queryset = lines
        self.rows = rows

    @property
    def ticks(self):
        """Each row and whether it is ticked: as it was sent, if it comes back."""
        sent = set(self.data.getlist("lines")) if self.is_bound else None
        for row in self.rows:
            yield row, row.is_usual if sent is None else str(row.line.pk) in sent


class NamedLinesForm(LinesForm):
    """Lines without an account, and how one knows of all of them."""

    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("For example: this bank never prints the account; the slip shows it."),
        max_length=300,
        error_messages={"required": _("Write how you know that these lines are it.")},
    )


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
    q = SearchField(label=_("Search"))

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


class LatePaymentFilter(GroupRowsFilter):
    """Of payments that no statement shows."""

    to_group = "disbursement__award__group"
    subdistrict = django_filters.ModelChoiceFilter(
        field_name="disbursement__award__group__village__parent",
        label=_("Subdistrict"),
        empty_label=_("All"),
    )

    class Meta:
        model = Transfer
        fields = ["q", "subdistrict", "facilitator"]
