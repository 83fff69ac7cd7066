"""The search in a village's people, and what a picked row fills in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Region, User
from foundation.searches import SearchField
from groups.identity import digits
from groups.models import Person, RegisterPerson
from groups.registers.reports.search import villages_with_registers

MOST_PICKED = 30


class FindPeopleForm(forms.Form):
    """A name, or a NIK or KK, in a village; who was picked before goes along."""

    village = forms.ModelChoiceField(Region.objects.none(), label=_("Village"), empty_label=None)
    q = SearchField(label=_("Name, NIK or KK"))
    decile = forms.TypedChoiceField(
        label=_("Decile"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[
            ("", _("Any")),
            (1, _("1 only")),
            *((n, _("1 to %(most)s") % {"most": n}) for n in range(2, 11)),
        ],
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = villages_with_registers(user)

    @property
    def number(self) -> str:
        """The query as digits, if it is a number; else empty."""
        typed = digits(self.cleaned_data.get("q", ""))
        return typed if typed.isdigit() and len(typed) > 6 else ""


def spoken(name: str) -> str:
    """Poniran Handayani, where a file has only capitals."""
    return " ".join(map(str.capitalize, name.split())) if name.isupper() else name


MARRIAGES = {
    "Belum Kawin": Person.Marriage.SINGLE,
    "Kawin": Person.Marriage.MARRIED,
    "Kawin Belum Tercatat": Person.Marriage.MARRIED,
    "Cerai Hidup": Person.Marriage.DIVORCED,
    "Cerai Mati": Person.Marriage.WIDOWED,
}


def known_of(row: RegisterPerson) -> dict[str, Any]:
    """What the register knows of a person that the form of a new member does not ask."""
    is_head = row.relation == "Kepala Keluarga"
    return {
        "row": row,
        "occupation": row.job,
        "marriage": MARRIAGES.get(row.married, ""),
        "in_family": Person.InFamily.HEAD if is_head else "",
    }


def filled_in(row: RegisterPerson, *, home: str = "") -> dict[str, Any]:
    """The initial values of a new member's form; `home` is the code of the group's village.

    The numbers stay in the register: the form takes them from there when it is saved.
    """
    village = row.register.village
    return {
        "register_row": row.pk,
        "name": spoken(row.name),
        "sex": row.sex,
        "born_on": row.born_on,
        "address": row.place or row.address,
        "village": village.code if home and village.code != home else "",
    }
