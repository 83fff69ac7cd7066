"""Send a table of no known kind, then say which heading is what."""

import json
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.tables import clean
from foundation.workbooks import TooLarge, Unreadable
from groups.registers.reading import Reading, UnknownTable, read_people
from groups.registers.reading.cells import digits
from groups.registers.reading.refusals import why_not

LONGEST = 100_000  # letters of the hidden field
EXAMPLES, LETTERS = 3, 20
FIELDS = {
    "name": _("name"),
    "nik": "NIK",
    "kk": _("number of the family card (KK)"),
    "sex": _("sex"),
    "born": _("born on"),
    "place": _("born in"),
    "place_born": _("place and day of birth in one"),
    "relation": _("in the family"),
    "status": _("state in the registry"),
    "married": _("marriage"),
    "hamlet": _("hamlet"),
    "rt": "RT",
    "rw": "RW",
    "rt_rw": _("RT and RW in one"),
    "address": _("address"),
    "job": _("work"),
    "mother": _("mother"),
    "father": _("father"),
    "decile": _("decile"),
    "aid": _("aid"),
}


class TableForm(forms.Form):
    """A table, of which only the headings and a few cells are looked at."""

    file = forms.FileField(
        label=_("A table of people"), help_text=_("It is only looked at, not kept.")
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            known: Reading = read_people(file.read(), file.name)
        except UnknownTable as table:
            if not any(table.headings):
                raise forms.ValidationError(why_not(table)) from table
            self.table = table
        except (TooLarge, Unreadable) as refusal:
            raise forms.ValidationError(why_not(refusal)) from refusal
        else:
            words = _("This file is read without it, as %(kind)s. Send it to the registers.")
            raise forms.ValidationError(words % {"kind": known.format})
        return file


class HeadingsForm(forms.Form):
    """For each of our fields a heading; headings and examples are a hidden field."""

    held = forms.CharField(widget=forms.HiddenInput, max_length=LONGEST)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.held_table = _unpacked(self["held"].value())
        choices = [("", _("– none –")), *map(_choice, self.held_table.items())]
        for name, label in FIELDS.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def clean(self) -> dict[str, Any]:
        """The arguments of `name_headings`."""
        data = self.cleaned_data
        columns = {name: data[name] for name in FIELDS if data.get(name)}
        return {"headings": list(self.held_table), "columns": columns}


def _choice(row: tuple[str, list[str]]) -> tuple[str, str]:
    heading, examples = row
    return heading, f"{heading} ({', '.join(examples)})" if examples else heading


def packed(table: UnknownTable) -> str:
    """The headings, each with a few of its cells; numbers are told by their length alone."""
    told = {
        heading: [text for row in table.rows[:EXAMPLES] if (text := _example(row, at))]
        for at, heading in enumerate(table.headings)
        if heading
    }
    return json.dumps(told)[:LONGEST]


def _example(row: list[Any], at: int) -> str:
    text = clean(row[at]) if at < len(row) else ""
    number = digits(text)
    return f"{len(number)} digit" if len(number) > 9 else text[:LETTERS]


def _unpacked(text: str | None) -> dict[str, list[str]]:
    """Empty for a field that was tampered with."""
    try:
        told = json.loads(text or "")
        return {str(heading): [str(each) for each in cells] for heading, cells in told.items()}
    except (ValueError, TypeError, AttributeError):
        return {}
