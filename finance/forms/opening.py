"""Form for the opening balances of a group."""

from collections.abc import Iterator

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from finance.forms.fields import RupiahField
from finance.forms.money import DayField
from finance.models import Book
from foundation.submissions import SubmitOnceForm
from groups.models import Group, Membership


class OpeningForm(SubmitOnceForm):
    """Cash, bank, fund and capital, and three savings of each member; empty means 0."""

    date = DayField(label=_("counted on"))
    cash = RupiahField(label=_("in the cash box"), required=False)
    bank = RupiahField(label=_("in the bank"), required=False)
    iks = RupiahField(label=_("solidarity fund (IKS)"), required=False)
    capital = RupiahField(
        label=_("the group's own capital"),
        help_text=_("What is left when savings and fund are taken off."),
        required=False,
    )
    lost = RupiahField(
        label=_("money that was lost before"),
        help_text=_("Only when less is there than savings and fund."),
        required=False,
    )
    counted_by = forms.CharField(
        label=_("who counted"), help_text=_("Names of all who were there."), max_length=200
    )

    OF_THE_GROUP = ("date", "cash", "bank", "iks", "capital", "lost", "counted_by")

    def __init__(self, group: Group, data=None):
        super().__init__(data)
        self.members = list(group.memberships.running().in_book_order())
        for member in self.members:
            for kind in Book.SAVINGS:
                label = f"{Book.Kind(kind).label} {member.person.name}"
                self.fields[self.name(member, kind)] = RupiahField(label=label, required=False)

    @staticmethod
    def name(member: Membership, kind: str) -> str:
        return f"{kind}-{member.pk}"

    def of_the_group(self) -> list[BoundField]:
        return [self[name] for name in self.OF_THE_GROUP]

    def of_the_members(self) -> Iterator[tuple[Membership, list[BoundField]]]:
        for member in self.members:
            yield member, [self[self.name(member, kind)] for kind in Book.SAVINGS]

    def clean(self):
        """Return the arguments of `record_opening`."""
        data = super().clean()
        saved = {
            member: tuple(data.pop(self.name(member, kind), None) or 0 for kind in Book.SAVINGS)
            for member in self.members
        }
        amounts = {name: data.get(name) or 0 for name in ("cash", "bank", "iks", "capital")}
        amounts["capital"] -= data.pop("lost", None) or 0
        return data | amounts | {"members": saved}
