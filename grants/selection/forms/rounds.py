"""Forms for quotas and rounds."""

import datetime
import re

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Region
from finance.forms.fields import RupiahField
from foundation.across import AcrossForm, Rule
from foundation.doubts import Usual, UsualForm, usual_days
from foundation.formatting import day, rupiah
from foundation.inputs import DayInput, DigitsInput, NearDayField, at_most
from foundation.numbers import CountField, YearField
from foundation.submissions import SubmitOnceForm
from grants.selection.models import Document, Quota, Round
from grants.selection.models.rounds import usual_reminders
from grants.selection.rules.rounds import opening_rules, require_in_its_years
from groups.models import Instrument, Programme

LETTERS = 3
MOST_PLACES = 30_000
USUAL_OFFERS = 5_000_000
USUAL_DAYS = {"proposals_until": 14, "visits_until": 35, "decision_until": 60, "payment_until": 120}
MOST_DAYS = 1_000
A_YEAR = re.compile(r"[\s,-]+\d{4}$")  # behind the name of a programme
USUAL_PLACES = 1_000
USUAL_GRANT = Usual(1_000_000, 500_000_000, rupiah)
USUAL_TERMS = {
    "objection_days": Usual(3, 60),
    "report_days": Usual(14, 400),
    "mend_days": Usual(3, 90),
    "waiting_days": Usual(1, 60),
    "pass_mark": Usual(40, 95),
    "two_offers_over": Usual(100_000, 100_000_000, rupiah),
}
DAYS = ["objection_days", "report_days", "mend_days", "waiting_days"]
USUAL_PAPERS = ["minutes", "members", "rules", "village_decree", "letter", "plan"]


class QuotaFigures(UsualForm, SubmitOnceForm):
    """What a quota gives; asks once about another grant than the programme says."""

    places = CountField(label=_("Groups"), most=MOST_PLACES)
    amount = RupiahField(label=_("Grant a group, at most"))
    source = forms.CharField(
        label=_("Decided by"),
        max_length=200,
        required=False,
        help_text=_("For example: letter of the ministry, number and date."),
    )

    def programme_of(self, data) -> Programme:
        raise NotImplementedError

    def usual(self, data):
        year = timezone.localdate().year
        usual = {"places": Usual(1, USUAL_PLACES), "year": Usual(year - 1, year + 2, str)}
        is_said = self.programme_of(data).amount
        return usual if is_said else usual | {"amount": USUAL_GRANT}

    def questions(self, data):
        yield from super().questions(data)
        usual = self.programme_of(data).amount
        if usual and data["amount"] != usual:
            figures = {"amount": rupiah(data["amount"]), "usual": rupiah(usual)}
            yield "amount", _("%(amount)s, while the programme says %(usual)s.") % figures


class QuotaCorrectionForm(QuotaFigures):
    """The figures of a quota typed wrong, and why they are."""

    reason = forms.CharField(label=_("Why it changes"), max_length=300)

    def __init__(self, data=None, *, quota: Quota):
        self.quota = quota
        figures = {name: getattr(quota, name) for name in ("places", "amount", "source")}
        super().__init__(data, initial=figures)
        self.order_fields(["places", "amount", "sure", "source", "reason"])

    def programme_of(self, data):
        return self.quota.programme


class EndingForm(SubmitOnceForm):
    """Why a quota or a round was a mistake."""

    reason = forms.CharField(
        label=_("Why it was a mistake"), max_length=300, widget=forms.Textarea({"rows": 3})
    )


class QuotaForm(AcrossForm, QuotaFigures):
    """How many groups of a district the budget of a year covers."""

    programme = forms.ModelChoiceField(
        Programme.objects.all(), label=_("Programme"), empty_label=_("Choose")
    )
    district = forms.ModelChoiceField(
        Region.objects.none(), label=_("District"), empty_label=_("Choose")
    )
    year = YearField(label=_("Year"), least=2000, most=2100)

    def __init__(self, *args, districts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["district"].queryset = districts
        if len(districts) == 1:
            self.fields["district"].initial = districts[0]
        self.fields["year"].initial = timezone.localdate().year
        self.order_fields(["programme", "district", "year", "places", "amount", "sure", "source"])

    def rules(self):
        return [Rule(("programme", "year"), require_in_its_years)]

    def programme_of(self, data):
        return data["programme"]


@at_most(**dict.fromkeys(DAYS, MOST_DAYS))
class RoundForm(UsualForm, AcrossForm, SubmitOnceForm, forms.ModelForm):
    """The fields frozen when a round opens, besides the programme's current rules.

    What is possible and unusual is asked about once, before the round is looked over.
    """

    places = CountField(label=_("Groups"), most=MOST_PLACES)
    amount = RupiahField(label=_("Grant a group"))
    instrument = forms.ModelChoiceField(
        Instrument.objects.of_points(),
        label=_("Instrument of the selection"),
        empty_label=_("Choose"),
    )
    documents = forms.MultipleChoiceField(
        label=_("Papers each group brings"),
        choices=Document.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reminder_days = forms.CharField(
        label=_("Letters of reminder: days after the report was due"),
        help_text=_("Three numbers with commas, for example 1,14,28."),
        max_length=40,
    )
    two_offers_over = RupiahField(
        label=_("Purchases that need a second offer: over"), initial=USUAL_OFFERS
    )
    pass_mark = CountField(label=_("Pass mark"), most=100, help_text=_("Points of 100."))

    field_order = ["name", "places", "amount", "instrument", "documents", "pass_mark"]

    class Meta:
        model = Round
        fields = [
            "name",
            "documents",
            "opened_on",
            *USUAL_DAYS,
            *DAYS,
            "two_offers_over",
            "pass_mark",
        ]
        widgets = {
            **dict.fromkeys(["opened_on", *USUAL_DAYS], DayInput),
            **dict.fromkeys(DAYS, DigitsInput),
        }
        field_classes = dict.fromkeys(["opened_on", *USUAL_DAYS], NearDayField)

    def __init__(self, data=None, *, quota: Quota, left: int, typed: dict | None = None):
        """`typed` is the data of another such form, to be shown unvalidated."""
        today = timezone.localdate()
        dates = {name: today + datetime.timedelta(days=days) for name, days in USUAL_DAYS.items()}
        usual = dates | {
            "name": f"{A_YEAR.sub('', quota.programme.name)[:75]} {quota.year}",
            "places": left,
            "amount": quota.amount,
            "documents": USUAL_PAPERS,
            "opened_on": today,
            "pass_mark": 60,
            "reminder_days": ",".join(map(str, usual_reminders())),
        }
        super().__init__(data, initial=usual | (typed or {}))
        self.quota = quota
        self.fields["sure"] = self.fields.pop("sure")  # last, above the button

    def rules(self):
        return opening_rules(self.quota, timezone.localdate())

    def usual(self, data):
        today, month = timezone.localdate(), datetime.timedelta(days=31)
        return USUAL_TERMS | {
            "amount": Usual(self.quota.amount // 2, self.quota.amount, rupiah),
            "opened_on": usual_days(today - month, today + 6 * month),
            "payment_until": usual_days(today, today + 24 * month),
        }

    def questions(self, data):
        yield from super().questions(data)
        first, last = data["opened_on"], data["payment_until"]
        if not first.year <= self.quota.year <= last.year:
            figures = {"year": self.quota.year, "first": day(first), "last": day(last)}
            words = _("The round is of %(year)s, and its days are %(first)s to %(last)s.")
            yield "opened_on", words % figures

    @property
    def typed(self) -> dict:
        return {name: self[name].data for name in self.fields}

    def clean_reminder_days(self):
        parts = self.cleaned_data["reminder_days"].replace(",", " ").split()
        if not all(re.fullmatch("[0-9]{1,4}", part) for part in parts):
            raise forms.ValidationError(_("Write three numbers with commas, for example 1,14,28."))
        days = [int(part) for part in parts]
        if len(days) != LETTERS or sorted({0, *days}) != [0, *days] or days[-1] > MOST_DAYS:
            raise forms.ValidationError(_("Write three numbers, each larger than the one before."))
        return days

    def _post_clean(self):
        """Skip the model's own validation: the action builds the instance."""
