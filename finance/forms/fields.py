"""A form field for amounts in rupiah."""

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


def read(field: forms.BoundField) -> int:
    """The current amount of a bound or initial rupiah field; 0 if empty or invalid."""
    try:
        return field.field.clean(field.value()) or 0
    except ValidationError:
        return 0
