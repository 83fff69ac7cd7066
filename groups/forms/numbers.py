"""Forms to reveal a national number, and to search by one."""

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.searches import SearchField
from groups.identity import digits
from groups.models import Reveal


class RevealForm(forms.Form):
    number = forms.ChoiceField(
        label=_("Number"),
        choices=[(each.value, each.label) for each in (Reveal.Number.NIK, Reveal.Number.KK)],
        initial="nik",
        widget=forms.RadioSelect,
    )
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=200,
        help_text=_("For example: to open the bank account. It is written down with your name."),
    )


class FindForm(forms.Form):
    """Search by name, village or NIK; by POST, so that no NIK appears in a URL."""

    q = SearchField(label=_("Name, village or NIK"))

    @property
    def number(self) -> str:
        """The query as digits, if it is a number; else empty."""
        typed = digits(self.cleaned_data.get("q", ""))
        return typed if typed.isdigit() and len(typed) > 6 else ""
