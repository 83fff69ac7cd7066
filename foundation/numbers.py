"""Form fields for numbers as people type them: 25000, 25.000, 25 000; of a measure also 2,5."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.formatting import quantity

TYPED = re.compile(  # kube.js has the same; tests/amounts.py holds the cases of both
    r"(?:Rp\.?\s*)?([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)(?:,([0-9]{1,2}))?",
    re.IGNORECASE,
)
MOST = 999_999_999_999
NO_NUMBER = forms.IntegerField.default_error_messages["invalid"]  # `foundation.fields` words it


class WholeField(forms.Field):
    """A whole number; dots and spaces only between groups of three. Empty cleans to None.

    Django's IntegerField takes 2.000 as 2, and 1.5 as an error without words.
    """

    widget = forms.TextInput
    default_error_messages = {
        "whole": NO_NUMBER,
        "large": _("This number is too large. Check the zeros."),
    }
    takes_part = False  # of one, behind a comma

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        mode = "decimal" if self.takes_part else "numeric"
        return {"inputmode": mode, "autocomplete": "off", "enterkeyhint": "next"}

    def to_python(self, value: Any) -> int | Decimal | None:
        typed = str("" if value is None else value).strip()
        if not typed:
            return None
        match = TYPED.fullmatch(typed)
        if not match or (int(match[2] or 0) and not self.takes_part):
            raise ValidationError(self.error_messages["whole"], code="whole")
        digits = re.sub("[. ]", "", match[1]).lstrip("0") or "0"
        if len(digits) > len(str(MOST)):
            raise ValidationError(self.error_messages["large"], code="large")
        return Decimal(f"{digits}.{match[2] or 0}") if self.takes_part else int(digits)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class CountField(WholeField):
    """How many of something, from `least` to `most`."""

    default_error_messages = {"range": _("Write %(least)s to %(most)s.")}
    shown: Callable[[int | Decimal], str] = staticmethod(quantity)

    def __init__(self, *, least: int | Decimal = 1, most: int, **kwargs: Any) -> None:
        self.least, self.most = least, most
        super().__init__(**kwargs)

    def validate(self, value: int | Decimal | None) -> None:
        super().validate(value)
        if value is None or self.least <= value <= self.most:
            return
        code = "min_value" if value < self.least else "max_value"
        code = code if code in self.error_messages else "range"
        limits = {"least": self.shown(self.least), "most": self.shown(self.most)}
        raise ValidationError(self.error_messages[code], code=code, params=limits)


class YearField(CountField):
    """A year, whose figure has no dot."""

    shown = staticmethod(str)
