"""Send a workbook of old groups, then say which of them are taken in."""

import base64
import binascii
import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from finance.old_groups import Workbook, read_groups
from foundation.workbooks import TooLarge, Unreadable
from groups.registers.reading import UnknownTable
from groups.registers.reading.refusals import why_not

LARGEST = 1_500_000  # bytes; it goes with the page where groups are chosen
MOST = 300  # groups of a file


class WorkbookForm(forms.Form):
    """A filled template; it is read, and nothing is written."""

    file = forms.FileField(
        label=_("Workbook"),
        widget=forms.ClearableFileInput({"accept": ".xlsx,.xlsm,.ods,.xls"}),
        help_text=_("The template with its two sheets, filled in."),
    )

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("This file is larger than 1.5 MB. Send it in parts."))
        self.content = file.read()
        self.workbook = read_or_refuse(self.content, self.today)
        if len(self.workbook.groups) > MOST:
            raise forms.ValidationError(_("At most 300 groups at a time. Send it in parts."))
        return file


class ChosenGroupsForm(forms.Form):
    """Which groups of the workbook are taken in; the workbook itself is a hidden field."""

    held = forms.CharField(widget=forms.HiddenInput, max_length=LARGEST * 4 // 3 + 4)
    rows = forms.MultipleChoiceField(
        label=_("Groups to take in"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one group.")},
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, today: datetime.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.workbook = unpacked(self["held"].value() or "", today)
        self.fields["rows"].choices = [
            (str(group.row), label_of(group)) for group in self.workbook.groups
        ]


def label_of(group) -> str:
    words = {"name": group.name, "village": group.village, "count": len(group.members)}
    return _("%(name)s, %(village)s: %(count)s members") % words


def packed(content: bytes) -> str:
    return base64.b64encode(content).decode()


def unpacked(held: str, today: datetime.date) -> Workbook:
    """The workbook of the hidden field; one that was tampered with has no groups."""
    try:
        return read_groups(base64.b64decode(held), today=today)
    except (binascii.Error, ValueError, TooLarge, Unreadable, UnknownTable):
        return Workbook([], {}, [], 0)


def read_or_refuse(content: bytes, today: datetime.date) -> Workbook:
    try:
        return read_groups(content, today=today)
    except (TooLarge, Unreadable, UnknownTable) as refusal:
        raise forms.ValidationError(why_not(refusal)) from refusal
