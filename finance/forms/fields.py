"""Form fields for amounts in rupiah, and for how much of something."""

from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from foundation.formatting import quantity, rupiah
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
    """How much of a unit, to a hundredth: 25, 2.500, 2,5; written as the browser writes it.

    2.5 and 2,500 are errors: either could be meant as 2,5 or as 2.500.
    """

    default_error_messages = {
        "whole": _(
            "Write for example 25, 2.500 or 2,5: with a comma, and at most two figures after it."
        ),
        "min_value": _("Write more than 0."),
        "max_value": _("This number is too large. Check the zeros."),
    }

    takes_part = True

    def __init__(self, *, most: int = 99_999, **kwargs):
        super().__init__(least=Decimal("0.01"), most=most, **kwargs)

    def widget_attrs(self, widget):
        return {"class": "amount quantity"} | super().widget_attrs(widget)

    def prepare_value(self, value):
        return quantity(value) if isinstance(value, int | Decimal) else value


def read(field: forms.BoundField) -> int:
    """The current amount of a bound or initial rupiah field; 0 if empty or invalid."""
    try:
        return field.field.clean(field.value()) or 0
    except ValidationError:
        return 0
