"""Form fields for amounts in rupiah, and for how many of something."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.formatting import rupiah
from foundation.numbers import CountField, WholeField

COIN = 100  # the smallest coin


class RupiahField(WholeField):
    """Whole rupiah, typed as 25000, 25.000, 25 000 or Rp25.000; rendered with dots.

    An amount below the smallest coin is an error, as 25 may mean 25.000. Empty cleans to None.
    """

    default_error_messages = {
        "whole": _("Write whole rupiah, for example 25.000."),
        "small": _("%(amount)s is too small. Did you mean %(thousands)s?"),
        "large": _("This amount is too large. Check the zeros."),
    }

    def widget_attrs(self, widget):
        return {"class": "amount"} | super().widget_attrs(widget)

    def prepare_value(self, value):
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value

    def validate(self, value):
        super().validate(value)
        if value and value < COIN:
            raise ValidationError(
                self.error_messages["small"],
                code="small",
                params={"amount": rupiah(value), "thousands": f"{value}.000"},
            )


class QuantityField(CountField):
    """How many of a unit: a whole number from 1, with dots as the browser writes them."""

    default_error_messages = {
        "whole": _(
            "Write a whole number, for example 25 or 2.500. "
            "For a part choose a smaller unit: 25 ons, not 2,5 kg."
        ),
        "min_value": _("Write 1 or more."),
        "max_value": _("This number is too large. Check the zeros."),
    }

    def __init__(self, *, most: int = 99_999, **kwargs):
        super().__init__(most=most, **kwargs)

    def widget_attrs(self, widget):
        return {"class": "amount"} | super().widget_attrs(widget)

    def prepare_value(self, value):
        return rupiah(value).removeprefix("Rp") if isinstance(value, int) else value


def read(field: forms.BoundField) -> int:
    """The current amount of a bound or initial rupiah field; 0 if empty or invalid."""
    try:
        return field.field.clean(field.value()) or 0
    except ValidationError:
        return 0
