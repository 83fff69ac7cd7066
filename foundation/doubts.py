"""Forms that ask once about a figure beyond reason, before it is recorded."""

import datetime
import hashlib
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.formatting import day, dotted


def is_answered(form: Any, tick: str, question: str) -> bool:
    """Whether the tick was set beside this question, not an earlier one; else shows it unset.

    A hidden field says which question the page asked. Where none came, the tick counts.
    """
    beside, digest = f"{tick}_asked", hashlib.sha256(question.encode()).hexdigest()[:16]
    asked = form.data.get(form.add_prefix(beside))
    sure = bool(form.cleaned_data.get(tick)) and asked in (None, digest)
    form.fields[tick].widget = forms.CheckboxInput()
    form.fields[beside] = forms.CharField(required=False, widget=forms.HiddenInput)
    form.data = form.data.copy()
    form.data[form.add_prefix(beside)] = digest
    if not sure:
        form.data.pop(form.add_prefix(tick), None)
    return sure


class AskOnceForm(forms.Form):
    """A form with a tick that appears, and must be set, where `doubt` has a question."""

    sure = forms.BooleanField(
        label=gettext_lazy("Yes, this is right"), required=False, widget=forms.HiddenInput
    )

    def doubt(self, data: dict[str, Any]) -> tuple[str, str] | None:
        """The field and the question about valid data; None if nothing is beyond reason."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if not self.errors and (doubt := self.doubt(data)):
            field, question = doubt
            if not is_answered(self, "sure", question):
                tick = _("Is it right? Then tick below.")
                self.add_error(field, f"{question} {tick}")
        data.pop("sure", None)
        return data


class Usual(NamedTuple):
    """The figures or days of a field between which nothing is asked."""

    least: Any
    most: Any
    words: Callable[[Any], str] = dotted


def usual_days(first: datetime.date, last: datetime.date) -> Usual:
    return Usual(first, last, day)


class UsualForm(AskOnceForm):
    """Asks once, in one question, about every value outside its `usual` range."""

    def usual(self, data: dict[str, Any]) -> Mapping[str, Usual]:
        raise NotImplementedError

    def questions(self, data: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """Fields and what is unusual of them."""
        for name, usual in self.usual(data).items():
            value = data.get(name)
            if value is not None and not usual.least <= value <= usual.most:
                words = {
                    "what": self.fields[name].label,
                    "value": usual.words(value),
                    "least": usual.words(usual.least),
                    "most": usual.words(usual.most),
                }
                yield name, _("%(what)s: %(value)s, usually %(least)s to %(most)s.") % words

    def doubt(self, data: dict[str, Any]) -> tuple[str, str] | None:
        asked = list(self.questions(data))
        return (asked[0][0], " ".join(text for _name, text in asked)) if asked else None
