"""Forms of a verifier about a candidacy."""

from functools import partial
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from finance.forms.money import DayField
from foundation.across import AcrossForm, Rule
from foundation.answers import AnswersForm
from foundation.doubts import AskOnceForm
from foundation.formatting import short_day
from foundation.numbers import CountField
from foundation.submissions import SubmitOnceForm
from grants.selection.models import Candidacy, Declaration, Finding, Visit
from grants.selection.reports.facts import CriterionFact
from grants.selection.rules.scores import needs_own_visit, replaced
from grants.selection.rules.verification import require_visit_day
from groups.forms.photos import PhotosField
from groups.rules.levels import Judged

NO_TEXT = _("Write what shows it.")


def limit(model, field: str) -> int:
    return model._meta.get_field(field).max_length


class DeclarationForm(SubmitOnceForm):
    at_times = ("relation",)
    related = forms.TypedChoiceField(
        label=_("Does a relation bind you to this group or one of its members?"),
        help_text=_("Family, a neighbour, money, business, or a friend."),
        choices=[("no", _("No, none")), ("yes", _("Yes: I step back"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no.")},
    )
    relation = forms.CharField(
        label=_("Which relation?"),
        help_text=_("Only when you step back."),
        max_length=limit(Declaration, "relation"),
        required=False,
    )


class DeclarationsForm(AnswersForm):
    """The declarations on many groups."""

    question = _("Does a relation bind you to this group or one of its members?")
    choices = (("no", _("No, none")), ("yes", _("Yes: I step back")))
    note_label = _("Which relation?")
    note_length = limit(Declaration, "relation")

    def missing_note(self, row, answer):
        return _("Write which relation binds you.") if answer == "yes" else ""


class DegreesField(forms.DecimalField):
    """A number of degrees, with a point or a comma."""

    widget = forms.TextInput(attrs={"inputmode": "text"})

    def to_python(self, value):
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class VisitForm(AcrossForm, SubmitOnceForm):
    """A visit; the position is optional."""

    date = DayField(label=_("visited on"))
    place = forms.CharField(label=_("place"), max_length=limit(Visit, "place"))
    people = CountField(label=_("people met"), least=0, most=999)
    animals = CountField(label=_("animals counted"), least=0, most=9_999, required=False)
    books_seen = forms.CharField(
        label=_("books seen, and until when kept"), max_length=limit(Visit, "books_seen")
    )
    notes = forms.CharField(
        label=_("notes"),
        max_length=limit(Visit, "notes"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    photos = PhotosField(
        label=_("photos"),
        help_text=_("One to five, 5 MB each at most."),
        error_messages={"required": _("Add a photo of the visit.")},
    )
    latitude = DegreesField(
        label=_("latitude"),
        help_text=_("Only if you want to tell it."),
        min_value=-90,
        max_value=90,
        decimal_places=5,
        required=False,
    )
    longitude = DegreesField(
        label=_("longitude"),
        min_value=-180,
        max_value=180,
        decimal_places=5,
        required=False,
    )

    def __init__(self, *args, candidacy: Candidacy):
        super().__init__(*args)
        self.candidacy = candidacy
        for name in ("people", "animals"):
            self.fields[name].widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def rules(self):
        day_of_visit = partial(require_visit_day, self.candidacy, timezone.localdate())
        return [Rule(("date",), day_of_visit)]

    def clean(self):
        data = super().clean()
        if (data.get("latitude") is None) != (data.get("longitude") is None):
            self.add_error("latitude", _("Write both numbers of the position, or none."))
        return data


class RequirementForm(SubmitOnceForm):
    result = forms.ChoiceField(
        label=_("What did you find?"),
        choices=Finding.Result,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what you found.")},
    )
    evidence = forms.CharField(
        label=_("What shows it, or why the exception?"),
        max_length=limit(Finding, "evidence"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": NO_TEXT},
    )
    list_version = forms.CharField(
        label=_("version of the list"),
        help_text=_("Only where you looked into a list."),
        max_length=limit(Finding, "list_version"),
        required=False,
    )


class VisitChoice(forms.ModelChoiceField):
    def label_from_instance(self, visit: Visit) -> str:
        return f"{short_day(visit.date)}, {visit.place}"


class ScoreForm(AskOnceForm, SubmitOnceForm):
    """Level and evidence for each criterion, with initial values computed from the books.

    Levels other than those of the books are asked about once.
    """

    visit = VisitChoice(
        Visit.objects.none(),
        label=_("By which visit?"),
        empty_label=None,
        error_messages={"required": _("Record a visit first.")},
    )
    reason = forms.CharField(label=_("Why is the group scored anew?"), max_length=300)

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, candidacy: Candidacy, facts: dict[int, CriterionFact], by: User, data=None):
        super().__init__(data)
        self.facts = facts
        visits = candidacy.visits.all()
        if needs_own_visit(candidacy, by, candidacy.score_sheets.all()):
            visits = visits.filter(by=by)
        self.fields["visit"].queryset = visits
        self.fields["visit"].initial = visits.first()
        self.before = replaced(candidacy, by)
        if not self.before:
            del self.fields["reason"]
        self.criteria = list(
            candidacy.round.instrument.criteria.select_related("dimension").prefetch_related(
                "levels"
            )
        )
        scored = (
            {each.criterion_id: each for each in self.before.scores.all()} if self.before else {}
        )
        for criterion in self.criteria:
            self._add(criterion, facts.get(criterion.number), scored.get(criterion.pk))

    def _add(self, criterion, fact, before) -> None:
        fact_level, fact_text = (fact.level, fact.text) if fact else (None, "")
        self.fields[f"level_{criterion.number}"] = forms.TypedChoiceField(
            label=str(criterion),
            choices=[(each.level, f"{each.level}: {each}") for each in criterion.levels.all()],
            coerce=int,
            initial=before.level if before else fact_level,
            widget=forms.RadioSelect,
            error_messages={"required": _("Choose a level.")},
        )
        self.fields[f"evidence_{criterion.number}"] = forms.CharField(
            label=_("What shows it"),
            max_length=300,
            initial=before.evidence if before else fact_text,
            error_messages={"required": NO_TEXT},
        )

    def rows(self):
        """Each criterion with its two fields and the facts from the books."""
        for criterion in self.criteria:
            yield (
                criterion,
                self[f"level_{criterion.number}"],
                self[f"evidence_{criterion.number}"],
                self.facts.get(criterion.number),
            )

    def doubt(self, data: dict[str, Any]) -> tuple[str, str] | None:
        asked = [
            (criterion, level, fact)
            for criterion in self.criteria
            if (fact := self.facts.get(criterion.number)) and fact.level is not None
            if (level := data.get(f"level_{criterion.number}")) is not None and level != fact.level
        ]
        if not asked:
            return None
        said = "; ".join(
            gettext("%(criterion)s: level %(level)s, by the books %(known)s (%(fact)s)")
            % {"criterion": each, "level": level, "known": fact.level, "fact": fact.text}
            for each, level, fact in asked
        )
        question = gettext("Other levels than the books say: %(said)s.") % {"said": said}
        return f"level_{asked[0][0].number}", question

    def clean(self):
        data = super().clean()
        scores = []
        for criterion in self.criteria:
            level = data.pop(f"level_{criterion.number}", None)
            evidence = data.pop(f"evidence_{criterion.number}", "")
            if level is not None:
                scores.append(Judged(criterion, level, evidence))
        return data | {"scores": scores}
