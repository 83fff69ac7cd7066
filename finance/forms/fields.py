"""Form fields for amounts in rupiah, and for how many of something."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.formatting import rupiah

TYPED = re.compile(  # kube.js has the same; tests/amounts.py holds the cases of both
    r"(?:Rp\.?\s*)?([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+)", re.IGNORECASE
)
MOST = 999_999_999_999
COIN = 100  # the smallest coin


class RupiahField(forms.Field):
    """Whole rupiah, typed as 25000, 25.000, 25 000 or Rp25.000; rendered with dots.

    An amount below the smallest coin is an error, as 25 may mean 25.000. Empty cleans to None.
    """

    widget = forms.TextInput
    default_error_messages = {
        "whole": _("Write whole rupiah, for example 25.000."),
        "small": _("%(amount)s is too small. Did you mean %(thousands)s?"),
        "large": _("This amount is too large. Check the zeros."),
    }

    def widget_attrs(self, widget):
        return {
            "class": "amount",
            "inputmode": "numeric",
            "autocomplete": "off",
            "enterkeyhint": "next",
        }

    def prepare_value(self, value):
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value

    def to_python(self, value) -> int | None:
        typed = str(value or "").strip()
        if not typed:
            return None
        if not (match := TYPED.fullmatch(typed)):
            raise ValidationError(self.error_messages["whole"], code="whole")
        digits = re.sub("[. ]", "", match[1]).lstrip("0") or "0"
        if len(digits) > len(str(MOST)):
            raise ValidationError(self.error_messages["large"], code="large")
        return int(digits)

    def validate(self, value):
        super().validate(value)
        if value and value < COIN:
            raise ValidationError(
                self.error_messages["small"],
                code="small",
                params={"amount": rupiah(value), "thousands": f"{value}.000"},
            )

    def has_changed(self, initial, data):
        try:
            return self.to_python(data) != initial
        except ValidationError:
            return True


class CountField(RupiahField):
    """How many of a unit: a whole number from 1, typed as 2500 or 2.500, as the browser reads it.

    Django's IntegerField would take 2.000 as 2.
    """

    default_error_messages = {
        "whole": _(
            "Write a whole number, for example 25 or 2.500. "
            "For a part choose a smaller unit: 25 ons, not 2,5 kg."
        ),
        "none": _("Write 1 or more."),
        "large": _("This number is too large. Check the zeros."),
    }

    def __init__(self, *, most: int = 99_999, **kwargs):
        self.most = most
        super().__init__(**kwargs)

    def validate(self, value):
        forms.Field.validate(self, value)
        if value is not None and not 1 <= value <= self.most:
            code = "large" if value else "none"
            raise ValidationError(self.error_messages[code], code=code)


def read(field: forms.BoundField) -> int:
    """The current amount of a bound or initial rupiah field; 0 if empty or invalid."""
    try:
        return field.field.clean(field.value()) or 0
    except ValidationError:
        return 0
