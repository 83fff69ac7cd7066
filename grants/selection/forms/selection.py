"""Forms to close the scoring and to publish, propose and decree a list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.forms.money import DayField
from foundation.numbers import CountField
from foundation.submissions import SubmitOnceForm
from grants.selection.models import Award, ListProposal, Objection, ObjectionAnswer, Round
from grants.selection.rules.ranking import Candidate, Ranked
from groups.models import Level

Effect = ObjectionAnswer.Effect


class LotForm(SubmitOnceForm):
    """Asks for lots, one field for each group in a full tie."""

    def __init__(self, ranked: Ranked, data=None):
        super().__init__(data)
        self.drawn = [each for equal in ranked.to_be_drawn() for each in equal]
        for candidate in self.drawn:
            self.fields[f"lot_{candidate.candidacy}"] = CountField(
                label=_("Number drawn for %(group)s") % {"group": candidate.group},
                most=999,
                error_messages={"required": _("Write the number drawn in public.")},
            )

    def clean(self):
        data = super().clean()
        lots = {each.candidacy: data.pop(self.name_of(each), None) for each in self.drawn}
        return data | {"lots": {pk: number for pk, number in lots.items() if number}}

    @staticmethod
    def name_of(candidate: Candidate) -> str:
        return f"lot_{candidate.candidacy}"


class ClosingForm(LotForm):
    """The team that signs the minutes."""

    def __init__(self, ranked, data=None):
        super().__init__(ranked, data)
        for number in (1, 2, 3):
            self.fields[f"team_{number}"] = forms.CharField(
                label=_("Member %(number)s of the team") % {"number": number}, max_length=90
            )

    def clean(self):
        data = super().clean()
        return data | {"team": [data.pop(f"team_{number}", "") for number in (1, 2, 3)]}


class ProposalForm(LotForm):
    note = forms.CharField(
        label=_("note to the head of office"),
        max_length=ListProposal._meta.get_field("note").max_length,
        required=False,
    )


class ReturnForm(SubmitOnceForm):
    reason = forms.CharField(
        label=_("what is to be mended"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what is to be mended.")},
    )


class AddendumForm(SubmitOnceForm):
    """A reason field for each awarded group; a filled one proposes its revocation."""

    note = forms.CharField(label=_("note to the head of office"), max_length=300, required=False)

    def __init__(self, awards: list[Award], data=None):
        super().__init__(data)
        self.awards = awards
        for award in awards:
            self.fields[f"leaves_{award.pk}"] = forms.CharField(
                label=str(award.group),
                max_length=300,
                required=False,
            )
        self.order_fields([*(f"leaves_{award.pk}" for award in awards), "note"])

    def clean(self):
        data = super().clean()
        reasons = {award: data.pop(f"leaves_{award.pk}", "") for award in self.awards}
        return data | {"leaving": {award: why for award, why in reasons.items() if why}}


class CandidacyChoice(forms.ModelChoiceField):
    def label_from_instance(self, candidacy) -> str:
        return f"{candidacy.group}, {candidacy.group.village.name}"


class ObjectionForm(SubmitOnceForm):
    candidacy = CandidacyChoice(
        None,
        label=_("About which group?"),
        empty_label=_("Choose a group"),
        error_messages={"required": _("Choose a group.")},
    )
    name = forms.CharField(label=_("who objects"), max_length=100)
    contact = forms.CharField(label=_("how to reach them"), max_length=100, required=False)
    date = DayField(label=_("received on"))
    says = forms.CharField(
        label=_("the objection"),
        max_length=Objection._meta.get_field("says").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, selection_round: Round, data=None):
        super().__init__(data)
        rows = selection_round.candidacies.select_related("group__village")
        self.fields["candidacy"].queryset = rows.order_by("group__name")


class AnswerForm(SubmitOnceForm):
    """Outcome and reasons of an answer, and the score to change, if any."""

    at_times = ("level",)
    effect = forms.ChoiceField(
        label=_("outcome"),
        choices=Effect,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an outcome.")},
    )
    level = forms.ModelChoiceField(
        Level.objects.none(),
        label=_("The level that is right"),
        help_text=_("Only when one score changes."),
        empty_label=_("Choose criterion and level"),
        required=False,
    )
    reasons = forms.CharField(
        label=_("reasons"),
        help_text=_("The one who objected reads this."),
        max_length=ObjectionAnswer._meta.get_field("reasons").max_length,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reasons.")},
    )

    def __init__(self, objection: Objection, data=None):
        super().__init__(data)
        rows = Level.objects.filter(criterion__instrument=objection.round.instrument_id)
        rows = rows.select_related("criterion").order_by("criterion__number", "level")
        field: Any = self.fields["level"]
        field.queryset = rows
        field.label_from_instance = lambda row: f"{row.criterion}: {row.level} ({row})"

    def clean(self):
        data = super().clean()
        chosen = data.pop("level", None)
        return data | {
            "criterion": chosen and chosen.criterion,
            "level": chosen.level if chosen else None,
        }


class WhatIfForm(forms.Form):
    """A what-if ranking with other weights or without some groups, from the query string."""

    def __init__(self, ranked: Ranked, data=None):
        self.measures = ranked.snapshot.measures
        super().__init__(data and self.filled(data))
        for each in self.measures:
            self.fields[f"weight_{each.number}"] = CountField(
                label=each.name, least=0, most=100, required=False, initial=each.weight
            )
        self.fields["without"] = forms.TypedMultipleChoiceField(
            label=_("Without these groups"),
            choices=[(row.candidate.candidacy, row.candidate.group) for row in ranked.rows],
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def filled(self, data):
        """Fill parameters missing from the query string with current values."""
        data = data.copy()
        for each in self.measures:
            data.setdefault(f"weight_{each.number}", each.weight)
        return data

    @property
    def weights(self) -> dict[int, int]:
        """Weights by criterion; empty fields keep the current one."""
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return {
            each.number: each.weight
            if asked.get(f"weight_{each.number}") is None
            else asked[f"weight_{each.number}"]
            for each in self.measures
        }

    @property
    def without(self) -> list[int]:
        return self.cleaned_data["without"] if self.is_bound and self.is_valid() else []


class SinceForm(forms.Form):
    """The day from which movements are shown."""

    since = DayField(label=_("Moved since the end of"), required=False, initial=None)
