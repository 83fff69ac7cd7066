"""Forms that ask once about a figure beyond reason, before it is recorded."""

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


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
