"""Forms to send a file of people and to decide what of it is taken over."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms.regions import RegionField, WithRegions
from accounts.models import Region
from foundation.days import validate_past_day
from foundation.inputs import DayInput
from groups.models import Person, Programme
from groups.registers.actions.loading import DTSEN
from groups.registers.models import Register, RegisterPerson
from groups.registers.reading.people import Fault
from groups.registers.reports.findings import Findings
from groups.registers.reports.lists import flaw_in_words

FILES = ".xls,.xlsx,.xlsm,.ods,.csv"
TAKE, LEAVE, JOIN = "take", "leave", "join"
LEAVES = [(TAKE, _("Take over as they are")), (LEAVE, _("Leave out"))]
JOINS = [(TAKE, _("Not the same people")), (JOIN, _("The same people"))]


class LoadForm(WithRegions, forms.Form):
    """A file, its village and day; of a list of poor families also which list and version."""

    village = RegionField(label=_("Village"), level=Region.Level.VILLAGE)
    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput({"accept": FILES}),
        help_text=_("As the civil registry, OpenSID or SIKS-NG gave it: Excel, ODS or CSV."),
    )
    as_of = forms.DateField(
        label=_("Day of the file"),
        widget=DayInput,
        initial=timezone.localdate,
        validators=[validate_past_day],
        help_text=_("When its maker took it out of the system."),
    )
    list_name = forms.ChoiceField(
        label=_("What is it?"),
        required=False,
        help_text=_("A file of SIKS-NG is known as a list of poor families by itself."),
    )
    version = forms.CharField(
        label=_("Version of the list"),
        max_length=40,
        required=False,
        help_text=_("For example: III/2026."),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, within: list[str] | None, near: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        names = Programme.objects.order_by("poverty_list").values_list("poverty_list", flat=True)
        lists = sorted({DTSEN, *filter(None, names.distinct())})
        self.fields["list_name"].choices = [
            ("", _("The people of the village")),
            *((name, _("List of poor families: %(name)s") % {"name": name}) for name in lists),
        ]
        self.fields["village"].within, self.fields["village"].near = within, near


class DecideForm(forms.Form):
    """By kind of finding: taken over or left out. What was chosen of single rows stays."""

    fields: dict[str, Any]

    def __init__(self, *args, findings: Findings, **kwargs):
        super().__init__(*args, **kwargs)
        self.kinds: list[str] = []
        for number, (fault, count) in enumerate(findings.faults.items()):
            if fault != Fault.NIK_TWICE:
                self._ask(f"fault-{number}", fault.label, count, LEAVES, TAKE)
                self.kinds.append(fault.value)
        if count := findings.twice().count():
            usual = TAKE if findings.register.kind == Register.Kind.POVERTY else LEAVE
            self._ask("twice", _("NIK stands above already"), count, LEAVES, usual)
        if count := findings.alike().count():
            label = _("May be in a group here, by name")
            self._ask("alike", label, count, JOINS, TAKE)

    def _ask(self, kind: str, label, count: int, choices, usual: str) -> None:
        self.fields[kind] = forms.ChoiceField(
            label=_("%(what)s (%(count)s)") % {"what": label, "count": count},
            choices=choices,
            initial=usual,
            widget=forms.RadioSelect,
        )

    @property
    def _of_faults(self) -> list[str]:
        return [name for name in self.fields if name.startswith("fault-")]

    def clean(self):
        """Return the arguments of `decide_register`."""
        typed = super().clean()
        asked = {name: name for name in ("twice",) if name in self.fields}
        asked |= dict(zip(self._of_faults, self.kinds, strict=True))
        left = [kind for name, kind in asked.items() if typed.get(name) == LEAVE]
        return {"leaves_out": left, "joins_alike": typed.get("alike") == JOIN}


class ChooseForm(forms.Form):
    """A tick a row: taken over; of who may be a member, which one."""

    fields: dict[str, Any]

    def __init__(self, data=None, *, rows: list[RegisterPerson], findings: Findings):
        super().__init__(data)
        self.rows = rows
        candidates = findings.candidates
        again = rows_again(findings)
        self.people: dict[int, dict[str, Person]] = {}
        for row in rows:
            self.fields[f"take-{row.pk}"] = forms.BooleanField(
                label=_("Row %(row)s, %(name)s: take over") % {"row": row.row, "name": row.name},
                required=False,
                initial=not row.is_left_out and row.pk not in again,
                help_text="; ".join(flaw_in_words(flaw) for flaw in row.flaws),
            )
            if people := candidates.get(row.pk):
                self._ask_who(row, people)

    def _ask_who(self, row: RegisterPerson, people: list[Person]) -> None:
        self.people[row.pk] = {str(person.pk): person for person in people}
        self.fields[f"same-{row.pk}"] = forms.ChoiceField(
            label=_("Who is it?"),
            required=False,
            choices=[
                ("", _("Another person")),
                *(
                    (key, _("The same person: %(name)s") % {"name": person})
                    for key, person in self.people[row.pk].items()
                ),
            ],
            initial=str(row.person_id or ""),
        )

    def clean(self):
        """Return the arguments of `choose_rows`."""
        typed = super().clean()
        taken = {row.pk: typed.get(f"take-{row.pk}", False) for row in self.rows}
        same = {pk: people.get(typed.get(f"same-{pk}")) for pk, people in self.people.items()}
        return {"taken": taken, "same": same}


def rows_again(findings: Findings) -> set[int]:
    """Rows that are usually left out: the NIK stands above already, in a register of everybody."""
    if findings.register.kind == Register.Kind.POVERTY:
        return set()
    return set(findings.twice().values_list("pk", flat=True))


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"), max_length=200, help_text=_("For example: the file of another village.")
    )
