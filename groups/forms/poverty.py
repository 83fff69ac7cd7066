"""Form to record a look-up in a list of poor families."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from groups.forms.problems import PastDay
from groups.models import Group, Membership, Programme

NOT_IN_IT = "none"
ANSWERS = [
    ("", _("Not looked up")),
    *((str(decile), str(decile)) for decile in range(1, 11)),
    (NOT_IN_IT, _("Not in the list")),
]


class PovertyForm(forms.Form):
    """One choice for each member; "not looked up" records nothing."""

    poverty_list = forms.ChoiceField(label=_("List of poor families"))
    version = forms.CharField(
        label=_("Version of the list"), max_length=40, help_text=_("For example: III/2026.")
    )
    checked_on = PastDay(label=_("Looked up on"))

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, group: Group, members: list[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        lists = Programme.objects.order_by("poverty_list").values_list("poverty_list", flat=True)
        self.fields["poverty_list"].choices = [(name, name) for name in lists.distinct()]
        self.fields["poverty_list"].initial = group.programme.poverty_list
        self.members = {f"member-{member.pk}": member for member in members}
        for name, member in self.members.items():
            self.fields[name] = forms.ChoiceField(
                label=_("%(code)s %(name)s: decile") % {"code": member.code, "name": member},
                choices=ANSWERS,
                required=False,
            )

    def clean(self):
        typed = super().clean()
        answers = {member: typed.pop(name, "") for name, member in self.members.items()}
        typed["deciles"] = {
            member: None if answer == NOT_IN_IT else int(answer)
            for member, answer in answers.items()
            if answer
        }
        return typed
