"""Forms that ask once about a figure beyond reason, before it is recorded."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


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
        is_sure = data.pop("sure", False)
        if not self.errors and (doubt := self.doubt(data)):
            field, question = doubt
            self.fields["sure"].widget = forms.CheckboxInput()
            if not is_sure:
                tick = _("Is it right? Then tick below.")
                self.add_error(field, f"{question} {tick}")
        return data
