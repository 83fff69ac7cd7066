"""Forms of an assessment: begin, fill criterion by criterion, sign."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.doubts import AskOnceForm
from foundation.formatting import day
from foundation.submissions import SubmitOnceForm
from groups.assessment.actions.assessments import Given
from groups.assessment.models import Answer, Assessment
from groups.assessment.rules.assessments import assessed_lately
from groups.forms.photos import PhotoField
from groups.forms.problems import PastDay
from groups.models import Criterion, Group, Instrument


class SecondForm(SubmitOnceForm):
    date = PastDay(label=_("Assessed on"))


class BeginForm(AskOnceForm, SecondForm):
    """A second assessment within a year is asked about once."""

    instrument = forms.ModelChoiceField(
        Instrument.objects.none(),
        label=_("Instrument"),
        empty_label=None,
        error_messages={"required": _("Choose an instrument of monitoring in use.")},
    )
    by_two = forms.BooleanField(
        label=_("A second assessor assesses the group as well"),
        help_text=_("Neither sees the other's answers until both have signed."),
        required=False,
    )

    fields: dict[str, Any]

    def __init__(self, group: Group, *args):
        super().__init__(*args)
        self.group = group
        newest = Instrument.objects.newest().filter(purpose=Instrument.Purpose.MONITORING)
        choices = Instrument.objects.filter(pk__in=newest.values("pk"))
        self.fields["instrument"].queryset = choices
        self.fields["instrument"].initial = choices.first()

    def doubt(self, data):
        last = assessed_lately(self.group, data["date"])
        if not last:
            return None
        return "date", _("Assessed already on %(day)s, and usual is once a year.") % {
            "day": day(last.date)
        }


class FillForm(forms.Form):
    """Level, evidence and photo of each criterion; each may be saved by itself."""

    fields: dict[str, Any]

    def __init__(self, assessment: Assessment, *args):
        super().__init__(*args)
        self.criteria = list(
            assessment.instrument.criteria.select_related("dimension").prefetch_related("levels")
        )
        answers = {each.criterion_id: each for each in assessment.answers.all()}
        self.answers = {each.pk: answers.get(each.pk) for each in self.criteria}
        numbers = [each.number for each in self.criteria]
        self.at_times = [f"{name}_{each}" for name in ("level", "evidence") for each in numbers]
        for criterion in self.criteria:
            self._add(criterion, answers.get(criterion.pk))

    def _add(self, criterion: Criterion, answer: Answer | None) -> None:
        number = criterion.number
        self.fields[f"level_{number}"] = forms.TypedChoiceField(
            label=str(criterion),
            choices=[(each.level, f"{each.level}: {each}") for each in criterion.levels.all()],
            coerce=int,
            empty_value=None,
            initial=answer.level if answer else None,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields[f"evidence_{number}"] = forms.CharField(
            label=_("What shows it"),
            max_length=300,
            initial=answer.evidence if answer else "",
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"photo_{number}"] = PhotoField(label=_("photo"), required=False)

    def rows(self):
        """Each criterion with its fields and its answer so far."""
        for criterion in self.criteria:
            fields = (f"{name}_{criterion.number}" for name in ("level", "evidence", "photo"))
            yield criterion, *(self[name] for name in fields), self.answers[criterion.pk]

    @property
    def filled(self) -> int:
        return sum(bool(each and each.evidence) for each in self.answers.values())

    def clean(self):
        data, given, left = super().clean(), [], []
        for criterion in self.criteria:
            number = criterion.number
            level, evidence, photo = (
                data.get(f"{name}_{number}") for name in ("level", "evidence", "photo")
            )
            if level is not None:
                given.append(Given(criterion, level, evidence or "", photo))
            elif evidence or photo:
                left.append(criterion)
        return {"answers": given, "left": left}
