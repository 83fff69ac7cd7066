"""Widgets for which a phone shows its own keyboard or calendar."""

from typing import Any

from django import forms


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
