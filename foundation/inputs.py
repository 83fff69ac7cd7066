"""Inputs that a phone has its own keyboard or calendar for."""

from django import forms


class DayInput(forms.DateInput):
    """The browser's own calendar; it reads and writes ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class HourInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class DigitsInput(forms.TextInput):
    """Card and phone numbers: digits, but no amount to be stepped up and down."""

    def __init__(self, attrs=None):
        super().__init__({"inputmode": "numeric", "autocomplete": "off"} | (attrs or {}))
