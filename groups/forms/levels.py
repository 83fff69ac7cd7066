"""The form that settles what two persons found differently."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.submissions import SubmitOnceForm
from groups.rules.levels import Difference, Found


class SettleForm(SubmitOnceForm):
    """A level for each criterion on which two persons differ, and why."""

    reason = forms.CharField(
        label=_("Why is it settled so?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write why it is settled so.")},
    )

    def __init__(self, differing: Sequence[Difference[Any]], data=None):
        super().__init__(data)
        self.differing = differing
        for each in differing:
            levels = each.criterion.levels.filter(level__in=each.levels)
            self.fields[f"level_{each.criterion.number}"] = forms.TypedChoiceField(
                label=str(each.criterion),
                help_text="; ".join(_said(found) for found in (each.first, each.second)),
                choices=[(level.level, f"{level.level}: {level}") for level in levels],
                coerce=int,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a level.")},
            )
        self.order_fields([f"level_{each.criterion.number}" for each in differing])

    def clean(self):
        data = super().clean()
        levels = {
            each.criterion.pk: data.pop(f"level_{each.criterion.number}", None)
            for each in self.differing
        }
        return data | {"levels": levels}


def _said(found: Found) -> str:
    words = f"{found.author}: {found.level}"
    return f"{words} ({found.evidence})" if found.evidence else words
