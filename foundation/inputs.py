"""Widgets for which a phone shows its own keyboard or calendar."""

import datetime
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.numbers import CountField

YEARS = datetime.timedelta(days=20 * 365)  # further away, the year is probably mistyped


class DayInput(forms.DateInput):
    """The browser's date picker; its value is ISO in every language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DigitsInput(forms.TextInput):
    """Card and phone numbers: a numeric keyboard without the steppers of a number input."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off"} | (attrs or {}))


class NearDayField(forms.DateField):
    """The day on which a term begins or ends, within twenty years of today."""

    widget = DayInput

    def clean(self, value: Any) -> datetime.date | None:
        date: datetime.date | None = super().clean(value)
        if date and abs(date - timezone.localdate()) > YEARS:
            raise forms.ValidationError(_("Check the year."))
        return date


def at_most(**limits: int) -> Callable[[type[forms.BaseForm]], Any]:
    """Decorate a form of a model: its numbers are read as people type them, up to a limit."""

    def limited(form: Any) -> Any:
        for name, limit in limits.items():
            field = form.base_fields[name]
            words = {"label": field.label, "help_text": field.help_text, "initial": field.initial}
            form.base_fields[name] = CountField(
                least=0, most=limit, required=field.required, **words
            )
        return form

    return limited
