"""A member's line on the meeting sheet."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.actions.sheets import SheetLine
from finance.forms.fields import RupiahField, read
from finance.reports.owed import Owed
from foundation.formatting import respectful, rupiah
from groups.models import Attendance, Membership

COLUMNS = {  # loans will add a third
    "savings": gettext_lazy("Savings"),
    "dues": gettext_lazy("Dues"),
}
IN_FULL = COLUMNS | {"dues": gettext_lazy("Dues (IKS)")}
AWAY = [("", gettext_lazy("Choose why"))] + [
    (kind.value, kind.label)
    for kind in (
        Attendance.Kind.EXCUSED,
        Attendance.Kind.ILL,
        Attendance.Kind.REPRESENTED,
        Attendance.Kind.ABSENT,
    )
]


class MemberLineForm(forms.Form):
    """Attendance and payments of a member; initially present with the usual amounts."""

    fields: dict[str, Any]  # each of its own class of field

    came = forms.BooleanField(required=False)
    why = forms.ChoiceField(choices=AWAY, required=False)
    savings = RupiahField(required=False)
    dues = RupiahField(required=False)
    sent = forms.BooleanField(required=False, widget=forms.HiddenInput)  # money of who is away
    mandatory = RupiahField(required=False)
    voluntary = RupiahField(required=False)

    def __init__(self, data=None, *, membership: Membership, owed: Owed, initial=None):
        self.membership, self.owed = membership, owed
        if membership.until:  # who left was paid out
            self.usual = {"savings": 0, "dues": 0}
        else:
            self.usual = {"savings": owed.usual_savings, "dues": owed.dues_at_a_meeting}
        first = {"came": True, "why": ""} | self.usual
        super().__init__(data, prefix=self.prefix_of(membership), initial=initial or first)
        self._name_fields(membership.person.name)

    @staticmethod
    def prefix_of(membership: Membership) -> str:
        return f"lines-{membership.pk}"

    def _name_fields(self, name: str) -> None:
        """Put the member's name into each label, for screen readers."""
        labels = {
            "came": _("Present: %(name)s"),
            "why": _("Why %(name)s did not come"),
            "sent": _("%(name)s sent this money"),
            "savings": _("Savings %(name)s"),
            "dues": _("Dues %(name)s"),
            "mandatory": _("Mandatory savings %(name)s"),
            "voluntary": _("Voluntary savings %(name)s"),
        }
        for part, label in labels.items():
            self.fields[part].label = label % {"name": name}
        for column, usual in self.usual.items():
            field = self.fields[column]
            field.widget.attrs |= {
                "class": "form-control amount",
                "aria-label": field.label,
                "data-column": column,
                "data-usual": field.prepare_value(usual),
            }
        for part in ("mandatory", "voluntary"):
            self.fields[part].widget.attrs |= {"class": "form-control amount", "data-part": part}
        self.fields["came"].widget.attrs["class"] = "tick"
        self.fields["why"].widget.attrs["class"] = "form-select"

    @property
    def cells(self) -> list[forms.BoundField]:
        return [self[column] for column in COLUMNS]

    def clean(self):
        data = super().clean()
        if not data.get("came") and not data.get("why"):
            name = respectful(self.membership.person)
            self.add_error("why", _("Choose why %(name)s did not come.") % {"name": name})
        self._ask_about_usual_money(data)
        savings, voluntary = data.get("savings") or 0, data.get("voluntary")
        mandatory = data.get("mandatory")
        if mandatory is None and voluntary is not None:
            mandatory = savings - voluntary
        if mandatory is not None and not 0 <= mandatory <= savings:
            self.add_error("mandatory", _("This is more than the savings."))
        elif None not in (mandatory, voluntary) and mandatory + voluntary != savings:
            self.add_error("mandatory", _("Mandatory and voluntary must add up to the savings."))
        return data | {"savings": savings, "dues": data.get("dues") or 0, "mandatory": mandatory}

    def _ask_about_usual_money(self, data: dict[str, Any]) -> None:
        """Ask if the usual amounts of who is away were sent, or only left by a forgotten 0.

        kube.js empties them with the tick, and notes that they were typed again (`sent`).
        """
        paid = {column: data.get(column) or 0 for column in self.usual}
        is_away = not data.get("came") and data.get("why") != Attendance.Kind.REPRESENTED
        if is_away and paid == self.usual and any(paid.values()) and not data.get("sent"):
            self.fields["sent"].widget = forms.CheckboxInput({"class": "tick"})
            name, amount = respectful(self.membership.person), rupiah(sum(paid.values()))
            self.add_error(
                "sent",
                _(
                    "%(name)s was not there, yet %(amount)s stands here. Sent along? Tick it. "
                    "Else write 0."
                )
                % {"name": name, "amount": amount},
            )

    @property
    def handed_over(self) -> int:
        return sum(read(cell) for cell in self.cells)

    @property
    def as_typed(self) -> SheetLine:
        """The amounts in the fields now, valid or not, without attendance."""
        return SheetLine(
            self.membership, "", savings=read(self["savings"]), dues=read(self["dues"])
        )

    @property
    def is_there(self) -> bool:
        return bool(self["came"].value())

    @property
    def is_changed(self) -> bool:
        changed = (read(self[column]) != usual for column, usual in self.usual.items())
        return not self.is_there or any(changed)

    @property
    def is_divided(self) -> bool:
        """Whether to show the split: it was typed, or savings exceed the usual amount."""
        typed = self["mandatory"].value() or self["voluntary"].value()
        return bool(typed) or read(self["savings"]) > self.usual["savings"]

    @property
    def line(self) -> SheetLine:
        data = self.cleaned_data
        return SheetLine(
            membership=self.membership,
            attendance=Attendance.Kind.PRESENT if data["came"] else data["why"],
            savings=data["savings"],
            dues=data["dues"],
            mandatory=data["mandatory"],
        )
