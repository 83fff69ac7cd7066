"""Form to take the members of a group out as a table."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

OWN, WHOLE, SIKS = "own", "whole", "siks"


class ExportForm(forms.Form):
    """Which table; whole numbers need a purpose, and the right to see them."""

    at_times = ("purpose",)

    table = forms.ChoiceField(label=_("Which table?"), initial=OWN, widget=forms.RadioSelect)
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=200,
        required=False,
        help_text=_(
            "Needed for whole numbers, for example: sent to the village for SIKS-NG. It is written "
            "down with your name for each member."
        ),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, may_reveal: bool, **kwargs):
        super().__init__(*args, **kwargs)
        choices = [(OWN, _("Numbers masked"))]
        if may_reveal:
            choices += [
                (WHOLE, _("Whole NIK and KK")),
                (SIKS, _("As SIKS-NG asks it back: KK, NIK, name, address, decile")),
            ]
        else:
            del self.fields["purpose"]
        self.fields["table"].choices = choices

    def clean(self):
        """Return the arguments of `export_members`."""
        typed = super().clean()
        whole = typed.get("table") in (WHOLE, SIKS)
        return {"whole": whole, "purpose": typed.get("purpose", "")}
