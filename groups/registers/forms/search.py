"""Look for people in the registers of a village."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.searches import SearchField
from groups.identity import digits

SHOWS = [
    ("", _("All")),
    ("serious", _("Something is wrong")),
    ("odd", _("Something is odd")),
    ("twice", _("NIK stands above already")),
    ("known", _("In a group here, by NIK")),
    ("alike", _("May be in a group here, by name")),
    ("away", _("Died, moved or not valid")),
    ("left_out", _("Left out")),
    ("new", _("New since the file before")),
    ("changed", _("Changed since the file before")),
    ("gone", _("No more in this file")),
]


class RowsFilter(forms.Form):
    """The rows of a file by what stands out, and by name."""

    q = SearchField(label=_("Name"))
    show = forms.ChoiceField(label=_("Show"), choices=SHOWS, required=False)

    def __init__(self, request, **kwargs: Any):
        super().__init__(request.GET or None, **kwargs)
        self.asked = request.GET

    @property
    def status(self) -> int:
        return 400 if self.is_bound and not self.is_valid() else 200

    @property
    def chosen(self) -> dict[str, str]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {"q": "", "show": ""}


class PeopleForm(forms.Form):
    """A name, or a NIK or KK: by POST, so that no number stands in an address."""

    q = SearchField(label=_("Name, NIK or KK"))

    @property
    def number(self) -> str:
        """The query as digits, if it is a number; else empty."""
        typed = digits(self.cleaned_data.get("q", ""))
        return typed if typed.isdigit() and len(typed) > 6 else ""
