"""The form of a new version of an instrument: criteria, levels a line each, categories."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.numbers import CountField
from groups.instruments import CategoryDraft, CriterionDraft, Draft, LevelDraft, faults_of
from groups.models import Criterion, Instrument

SPARE = 2  # empty criteria, and one empty category, that may be filled
LONGEST = 200  # of a name
MOST_LEVELS = 10


class LinesField(forms.CharField):
    """Texts, each on a line of its own."""

    def clean(self, value: Any) -> list[str]:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST_LEVELS:
            raise forms.ValidationError(_("At most 10 levels."))
        if any(len(line) > LONGEST for line in lines):
            raise forms.ValidationError(_("At most 200 letters on a line."))
        return lines


class InstrumentForm(forms.Form):
    """Filled with the version it follows; `draft` once valid. A cleared name leaves a row out."""

    fields: dict[str, Any]

    name = forms.CharField(label=_("Name"), max_length=LONGEST)
    why = forms.CharField(label=_("What is changed, and why?"), max_length=300)

    def __init__(self, instrument: Instrument, version: int, data=None):
        super().__init__(data)
        self.instrument, self.version = instrument, version
        self.is_preview = self.is_bound and "preview" in data
        self.criteria: list[Criterion | None] = [*instrument.criteria.all(), *[None] * SPARE]
        self.categories = [*instrument.categories.all(), None]
        self.fields["name"].initial = instrument.name
        lowest = min(level.level for each in self.criteria if each for level in each.levels.all())
        self.fields["lowest"] = CountField(label=_("Lowest level"), least=0, most=1, initial=lowest)
        for number, each in enumerate(self.criteria, start=1):
            self._add_criterion(number, each)
        for number, category in enumerate(self.categories, start=1):
            self._add_category(number, category)

    def _add_criterion(self, number: int, before: Criterion | None) -> None:
        levels = [level.name for level in before.levels.all()] if before else []
        text: dict[str, Any] = {"max_length": LONGEST, "required": False}
        self.fields[f"dimension_{number}"] = forms.CharField(
            label=_("Part"), initial=before.dimension.name if before else "", **text
        )
        self.fields[f"name_{number}"] = forms.CharField(
            label=_("Criterion"), initial=before.name if before else "", **text
        )
        self.fields[f"weight_{number}"] = CountField(
            label=_("Weight"),
            initial=before.weight if before else None,
            most=100,
            required=False,
        )
        self.fields[f"levels_{number}"] = LinesField(
            label=_("Levels, the lowest first, a line each"),
            initial="\n".join(levels),
            required=False,
            widget=forms.Textarea(attrs={"rows": max(len(levels), 4)}),
        )

    def _add_category(self, number: int, before) -> None:
        self.fields[f"category_{number}"] = forms.CharField(
            label=_("Category"),
            initial=before.name if before else "",
            max_length=LONGEST,
            required=False,
        )
        for name, label in [("least", _("from")), ("most", _("to"))]:
            self.fields[f"{name}_{number}"] = forms.DecimalField(
                label=label,
                initial=getattr(before, name).normalize() if before else None,
                max_digits=6,
                decimal_places=2,
                min_value=0,
                required=False,
            )

    def criterion_rows(self):
        for number, before in enumerate(self.criteria, start=1):
            names = ("dimension", "name", "weight", "levels")
            yield number, before, [self[f"{name}_{number}"] for name in names]

    def category_rows(self):
        for number, _before in enumerate(self.categories, start=1):
            yield [self[f"{name}_{number}"] for name in ("category", "least", "most")]

    @property
    def numbers_before(self) -> dict[int, int]:
        """By the number of each criterion of the draft the one it had before."""
        named = [each for row, each in enumerate(self.criteria, 1) if self.data.get(f"name_{row}")]
        return {number: each.number for number, each in enumerate(named, start=1) if each}

    @property
    def only_searched(self) -> bool:
        """A preview is no mistake: nothing is saved yet."""
        return self.is_preview and not self.errors

    def is_valid(self) -> bool:
        return super().is_valid() and not self.is_preview

    def clean(self):
        data = super().clean()
        if not self.errors:
            self.draft = self._draft(data)
            for fault in faults_of(self.draft):
                self.add_error(None, fault)
        if self.errors:
            return data
        return {"draft": self.draft, "why": data["why"]}

    def _draft(self, data: dict[str, Any]) -> Draft:
        rows = [number for number in range(1, len(self.criteria) + 1) if data[f"name_{number}"]]
        before = self.instrument
        return Draft(
            code=before.code,
            version=self.version,
            name=data["name"],
            name_en=before.name_en if data["name"] == before.name else "",
            purpose=before.purpose,
            divisor=before.divisor,
            ties=[
                each.name
                for each in before.dimensions.order_by("tie")
                if each.tie and each.name in {data[f"dimension_{number}"] for number in rows}
            ],
            criteria=[self._criterion(*pair, data) for pair in enumerate(rows, start=1)],
            categories=[
                CategoryDraft(data[f"category_{row}"], data[f"least_{row}"], data[f"most_{row}"])
                for row in range(1, len(self.categories) + 1)
                if data[f"category_{row}"]
            ],
        )

    def _criterion(self, number: int, row: int, data: dict[str, Any]) -> CriterionDraft:
        before = self.criteria[row - 1]
        levels = before.levels.all() if before else []
        english = {level.name: level.name_en for level in levels}
        name, part, texts = (data[f"{each}_{row}"] for each in ("name", "dimension", "levels"))
        same_part = before and before.dimension.name == part
        return CriterionDraft(
            number=number,
            dimension=part,
            dimension_en=before.dimension.name_en if before and same_part else "",
            aspect=before.aspect if before else "",
            name=name,
            name_en=before.name_en if before and before.name == name else "",
            weight=data[f"weight_{row}"] or 0,
            top=data["lowest"] + len(texts) - 1,
            levels=[
                LevelDraft(level, text, english.get(text, ""))
                for level, text in enumerate(texts, start=data["lowest"])
            ],
        )
