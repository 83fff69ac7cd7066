"""Form for the rules of a programme."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import RupiahField
from foundation.doubts import Usual, UsualForm, usual_days
from foundation.formatting import rupiah
from foundation.inputs import DayInput, DigitsInput, NearDayField, at_most
from groups.models import Programme
from groups.models.programmes import Near, Stage

LIMITS = {
    "least_members": 1_000,
    "most_members": 1_000,
    "youngest": 150,
    "oldest": 150,
    "deciles": 10,
    "waiting_months": 600,
    "closed_months": 600,
}
USUAL = {
    "least_members": Usual(2, 20),
    "most_members": Usual(5, 50),
    "youngest": Usual(15, 40),
    "oldest": Usual(40, 90),
    "waiting_months": Usual(0, 36),
    "closed_months": Usual(0, 60),
    "amount": Usual(1_000_000, 500_000_000, rupiah),
    "amount_a_member": Usual(100_000, 20_000_000, rupiah),
}
IN_ORDER = [  # pairs of minimum and maximum, and the error at the second field
    ("least_members", "most_members", _("This is less than the least.")),
    ("youngest", "oldest", _("This is younger than the youngest.")),
    ("since", "until", _("This day is before the first one. Choose a later day.")),
]


@at_most(**LIMITS)
class ProgrammeForm(UsualForm, forms.ModelForm):
    """Requirements and amounts of a programme; pghistory records changes."""

    amount = RupiahField(
        label=_("Grant a group"),
        required=False,
        help_text=_("Empty where it is so much a member."),
    )
    amount_a_member = RupiahField(
        label=_("Grant a member"), required=False, help_text=_("Empty where the grant is fixed.")
    )
    members_live = forms.ChoiceField(
        label=_("Where members live"), required=False, choices=[("", _("Anywhere")), *Near.choices]
    )
    stage_needed = forms.ChoiceField(
        label=_("Stage before a grant"),
        required=False,
        choices=[
            ("", _("Not asked for")),
            *(each for each in Stage.choices if each[0] != Stage.INACTIVE),
        ],
    )

    class Meta:
        model = Programme
        fields = [
            "name",
            "since",
            "until",
            "least_members",
            "most_members",
            "youngest",
            "oldest",
            "members_live",
            "poverty_list",
            "deciles",
            "heads_only",
            "married",
            "barred_occupations",
            "no_aid_before",
            "amount",
            "amount_a_member",
            "waiting_months",
            "closed_months",
            "stage_needed",
            "once_only",
            "two_scores",
        ]
        field_classes = dict.fromkeys(["since", "until"], NearDayField)
        widgets = {"since": DayInput, "until": DayInput, **dict.fromkeys(LIMITS, DigitsInput)}
        help_texts = {
            "until": _("The first day without the programme. Empty while it runs."),
            "deciles": _("2 means deciles 1 and 2. Empty: to stand in the list is enough."),
            "barred_occupations": _(
                "Words in commas, for example PNS, TNI, Polri: who has one in the occupation is no "
                "member. Empty: none bars."
            ),
            "waiting_months": _("0: no waiting."),
            "closed_months": _("0: not asked for."),
            "two_scores": _(
                "Each after a visit of their own, neither knowing the other's. For rounds opened"
                " from now on."
            ),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["sure"] = self.fields.pop("sure")  # last, above the button

    def usual(self, data):
        year = datetime.timedelta(days=366)
        today = timezone.localdate()
        return USUAL | {
            "since": usual_days(today - 10 * year, today + 2 * year),
            "until": usual_days(today - 10 * year, today + 10 * year),
        }

    def clean(self):
        typed = super().clean()
        for first, second, text in IN_ORDER:
            before, after = typed.get(first), typed.get(second)
            if before is not None and after is not None and after < before:
                self.add_error(second, text)
        if typed.get("least_members") == 0:
            self.add_error("least_members", _("At least 1."))
        if typed.get("deciles") is not None and not 1 <= typed["deciles"] <= 10:
            self.add_error("deciles", _("A decile is from 1 to 10."))
        for name in ("amount", "amount_a_member"):
            typed[name] = typed.get(name) or None
        if typed["amount"] and typed["amount_a_member"]:
            self.add_error("amount_a_member", _("Either a fixed grant or one a member, not both."))
        if not typed["amount"] and not typed["amount_a_member"] and "amount" not in self.errors:
            self.add_error("amount", _("Write the grant a group, or the grant a member."))
        return typed


class CompareForm(forms.Form):
    """Which two programmes stand side by side; the two newest where none is chosen."""

    first = forms.ModelChoiceField(Programme.objects.all(), label=_("Programme"))
    second = forms.ModelChoiceField(Programme.objects.all(), label=_("beside"))
