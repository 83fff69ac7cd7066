"""Form to record a look-up in a list of poor families."""

from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from groups.forms.problems import PastDay
from groups.models import Group, Membership, Programme
from groups.registers.reports.deciles import list_at_hand, listed_of

NOT_IN_IT = "none"
ANSWERS = [
    ("", _("Not looked up")),
    *((str(decile), str(decile)) for decile in range(1, 11)),
    (NOT_IN_IT, _("Not in the list")),
]


class PovertyForm(forms.Form):
    """One choice for each member; "not looked up" records nothing.

    Where the village's list was loaded from a file, each choice is filled in from it.
    """

    poverty_list = forms.ChoiceField(label=_("List of poor families"))
    version = forms.CharField(
        label=_("Version of the list"), max_length=40, help_text=_("For example: III/2026.")
    )
    checked_on = PastDay(label=_("Looked up on"))

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, *args, group: Group, members: list[Membership], user: User, **kwargs):
        super().__init__(*args, **kwargs)
        asked = group.programme.poverty_list
        at_hand = list_at_hand(members, asked, user)
        self.listed = listed_of(members, at_hand, user)
        lists = Programme.objects.order_by("poverty_list").values_list("poverty_list", flat=True)
        names = sorted({at_hand, *lists})
        self.fields["poverty_list"].choices = [(name, name) for name in names]
        self.fields["poverty_list"].initial = at_hand
        if asked and at_hand != asked:
            words = _("%(programme)s asks for %(list)s, of which no file is here.")
            said = words % {"programme": group.programme, "list": asked}
            self.fields["poverty_list"].help_text = said
        if newest := max(
            filter(None, self.listed.registers), key=attrgetter("as_of"), default=None
        ):
            self.fields["version"].initial = newest.version or str(newest.as_of)
        self.members = {f"member-{member.pk}": member for member in members}
        for name, member in self.members.items():
            self.fields[name] = forms.ChoiceField(
                label=_("%(code)s %(name)s: decile") % {"code": member.code, "name": member},
                choices=ANSWERS,
                required=False,
                initial=self._found(member),
                help_text=self.listed.said_of(member),
            )

    def _found(self, member: Membership) -> str:
        """What the file says of the family; empty where there is none."""
        if self.listed.register_of(member) is None:
            return ""
        return str(self.listed.decile_of(member) or NOT_IN_IT)

    def clean(self):
        typed = super().clean()
        answers = {member: typed.pop(name, "") for name, member in self.members.items()}
        typed["deciles"] = {
            member: None if answer == NOT_IN_IT else int(answer)
            for member, answer in answers.items()
            if answer
        }
        typed["registers"] = {
            member: self.listed.register_of(member)
            for member in typed["deciles"]
            if self._is_of_file(typed, member)
        }
        return typed

    def _is_of_file(self, typed: dict[str, Any], member: Membership) -> bool:
        """Whether what is saved of a family is what the file says, by its own name."""
        register = self.listed.register_of(member)
        return (
            register is not None
            and typed["deciles"][member] == self.listed.decile_of(member)
            and typed.get("poverty_list") == register.list_name
            and typed.get("version") == (register.version or str(register.as_of))
        )
