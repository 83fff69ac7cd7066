"""Widgets for which a phone shows its own keyboard or calendar."""

import datetime
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from foundation.numbers import CountField
from foundation.plain_text import validate_one_script, validate_person_name

TYPED = re.compile(r"\s*(\d{1,2})[/.\- ]+(\d{1,2})[/.\- ]+(\d{4})\s*")
RUN_TOGETHER = re.compile(r"\s*(\d{2})(\d{2})(\d{4})\s*")  # a keyboard of figures has no stroke
ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
PHONE = re.compile(r"[0-9+() -]+")
YEARS = datetime.timedelta(days=20 * 365)  # further away, the year is probably mistyped


class DayInput(forms.DateInput):
    """A day as day/month/year, whatever the language of the browser, whose own field follows that.

    kube.js puts the browser's calendar beside it. What it gives the form is ISO.
    """

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        usual = {"inputmode": "numeric", "autocomplete": "off"}
        says = {
            "data-day": gettext_lazy("Open the calendar"),
            "placeholder": gettext_lazy("dd/mm/yyyy"),
        }
        super().__init__(usual | says | (attrs or {}), format="%d/%m/%Y")

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        typed = super().value_from_datadict(data, files, name)
        match = TYPED.fullmatch(typed or "") or RUN_TOGETHER.fullmatch(typed or "")
        return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}" if match else typed

    def format_value(self, value: Any) -> str | None:
        """Also of what was typed, so that a form refused for something else shows it likewise."""
        match = ISO.fullmatch(value) if isinstance(value, str) else None
        return f"{match[3]}/{match[2]}/{match[1]}" if match else super().format_value(value)


def is_written_as_day(typed: Any) -> bool:
    """Whether what `DayInput` read is a day and a month, as of 31 February, not 24 of month 13."""
    match = ISO.fullmatch(typed) if isinstance(typed, str) else None
    return match is not None and 1 <= int(match[2]) <= 12 and int(match[3]) > 0


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DigitsInput(forms.TextInput):
    """Card and phone numbers: a numeric keyboard without the steppers of a number input."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off"} | (attrs or {}))


class NameField(forms.CharField):
    """The name of a user, a person or a group, in one alphabet."""

    def __init__(self, *, validators: Iterable[Callable[[str], None]] = (), **kwargs: Any) -> None:
        super().__init__(validators=[*validators, validate_one_script], **kwargs)


class PersonNameField(NameField):
    """The name of a person, with a title."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(validators=[validate_person_name], **kwargs)


class PhoneField(forms.CharField):
    """A phone number as people write it: 0812-3456-7890, +62 812 3456 7890, (0341) 391679."""

    default_error_messages = {
        "phone": gettext_lazy("Write the number with 8 to 15 digits, for example 0812-3456-7890.")
    }
    widget = forms.TextInput({"inputmode": "tel", "autocomplete": "off"})

    def __init__(self, *, max_length: int = 20, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        digits = re.sub("[^0-9]", "", value)
        if value and not (PHONE.fullmatch(value) and 8 <= len(digits) <= 15):
            raise forms.ValidationError(self.error_messages["phone"], code="phone")


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
