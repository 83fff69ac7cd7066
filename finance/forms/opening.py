"""Forms for the opening balances of a group."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from finance.actions.opening import Goods
from finance.forms.fields import RupiahField
from finance.forms.money import DayField
from finance.models import Book
from foundation.formsets import GrowingFormSet, rows_of, typed
from foundation.submissions import SubmitOnceForm
from groups.models import Group, Membership

OF_A_MEMBER = [*Book.SAVINGS, Book.Kind.LOAN]
GOODS = "goods"
GOODS_ROWS = 5


class GoodsRow(forms.Form):
    """What the group has besides money; a row left empty is not recorded."""

    kind = forms.ChoiceField(
        label=_("Kind of goods"), choices=[("", _("Choose")), *((k, k.label) for k in Book.GOODS)]
    )
    name = forms.CharField(label=_("Its name, for example 3 goats"), max_length=40)
    worth = RupiahField(label=_("What it is worth (Rp)"))


def goods_rows(data, *, more: bool) -> GrowingFormSet:
    """The rows of goods as they were posted, none where none were; empty ones at first."""
    kind = rows_of(GoodsRow, extra=0 if data else GOODS_ROWS, most=40)
    if more:
        return kind.unvalidated(data, prefix=GOODS, more=1)
    if data is not None and f"{GOODS}-TOTAL_FORMS" not in data:
        data = {f"{GOODS}-TOTAL_FORMS": "0", f"{GOODS}-INITIAL_FORMS": "0"}
    return kind(data, prefix=GOODS)


class OpeningForm(SubmitOnceForm):
    """Cash, bank, fund and capital, savings and loan of each member; empty means 0.

    Below it `goods`, a formset, to which `more` in the data adds a row before anything is
    validated.
    """

    date = DayField(label=_("counted on"))
    cash = RupiahField(label=_("in the cash box"), required=False)
    bank = RupiahField(label=_("in the bank"), required=False)
    iks = RupiahField(label=_("solidarity fund (IKS)"), required=False)
    capital = RupiahField(
        label=_("the group's own capital"),
        help_text=_("What is left when savings and fund are taken off, animals and goods too."),
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
        more = data is not None and "more" in data
        super().__init__(None if more else data)
        self.members = list(group.memberships.running().in_book_order())
        for member in self.members:
            for kind in OF_A_MEMBER:
                label = f"{Book.Kind(kind).label} {member.person.name}"
                self.fields[self.name(member, kind)] = RupiahField(label=label, required=False)
        if more:
            self.initial = typed(self.fields, data)
        self.goods = goods_rows(data, more=more)
        self.parts = [self, self.goods]

    @staticmethod
    def name(member: Membership, kind: str) -> str:
        return f"{kind}-{member.pk}"

    def of_the_group(self) -> list[BoundField]:
        return [self[name] for name in self.OF_THE_GROUP]

    def of_the_members(self) -> Iterator[tuple[Membership, list[BoundField]]]:
        for member in self.members:
            yield member, [self[self.name(member, kind)] for kind in Book.SAVINGS]

    def loans_of_members(self) -> Iterator[tuple[Membership, list[BoundField]]]:
        for member in self.members:
            yield member, [self[self.name(member, Book.Kind.LOAN)]]

    def is_valid(self) -> bool:
        valid = [super().is_valid(), self.goods.is_valid()]  # both, so that all show errors
        if all(valid):
            rows = [row.cleaned_data for row in self.goods if row.has_changed()]
            self.cleaned_data["goods"] = [Goods(**row) for row in rows]
        return all(valid)

    def clean(self):
        """Return the arguments of `record_opening`."""
        data = super().clean()
        amounts = {name: data.get(name) or 0 for name in ("cash", "bank", "iks", "capital")}
        amounts["capital"] -= data.pop("lost", None) or 0
        loans = {member: self._taken(data, member, Book.Kind.LOAN) for member in self.members}
        saved = {
            member: tuple(self._taken(data, member, kind) for kind in Book.SAVINGS)
            for member in self.members
        }
        return data | amounts | {"members": saved, "loans": loans}

    def _taken(self, data: dict[str, Any], member: Membership, kind: str) -> int:
        return data.pop(self.name(member, kind), None) or 0
