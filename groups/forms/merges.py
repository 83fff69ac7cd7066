"""Forms to ask for, answer and undo a merge of two records of one person."""

from typing import Any

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from accounts.models import User, district_of
from foundation.formatting import day
from groups.models import Membership

MOST = 60


class AskMergeForm(forms.Form):
    """The other record, and whose facts stay; the choices are people that the user sees."""

    class Keeps(models.TextChoices):
        OTHER = "other", _("The other record's")
        THIS = "this", _("Those of this record")

    other = forms.ChoiceField(
        label=_("Who is the same person?"),
        widget=forms.RadioSelect,
        help_text=_("Compare with the facts above. Nobody of the other sex is listed."),
        error_messages={
            "required": _("Choose who it is."),
            "invalid_choice": _("Choose who it is."),
        },
    )
    keeps = forms.ChoiceField(
        label=_("Whose name, birth date and family card are right?"),
        choices=Keeps,
        initial=Keeps.OTHER,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=_("How do you know?"),
        max_length=200,
        help_text=_("For example: same family card, the group knows only one."),
    )

    fields: dict[str, Any]  # each of its own class of field

    def __init__(self, membership: Membership, user: User, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = membership.person
        rows = may_be_the_same(membership, user)
        self.people = {f"{row.person_id}": row.person for row in rows}
        self.fields["other"].choices = [(f"{row.person_id}", described(row, user)) for row in rows]

    def clean(self):
        """Return the arguments of `ask_merge`."""
        typed = super().clean()
        if self.errors:
            return typed
        records = [self.person, self.people[typed["other"]]]
        duplicate, person = records if typed["keeps"] == self.Keeps.OTHER else records[::-1]
        return {"person": person, "duplicate": duplicate, "why": typed["why"]}


def may_be_the_same(membership: Membership, user: User) -> list[Membership]:
    """Memberships of people of this sex in the group, and of this first name in the district.

    One a person: the running one, else the latest that was not a mistake.
    """
    person, group = membership.person, membership.group
    district = district_of(group.village_id)
    alike = Q(person__name__istartswith=person.name.split()[0])
    rows = Membership.objects.listed_for(user).filter(Q(group=group) | alike)
    rows = rows.filter(group__village__code__startswith=f"{district}.")
    rows = rows.filter(person__sex=person.sex).exclude(person=person).current_first()
    rows = rows.select_related("person__household__village", "group").with_elsewhere(user)
    one_each: dict[int, Membership] = {}
    for row in rows.order_by("person__name", *rows.query.order_by)[:MOST]:
        one_each.setdefault(row.person_id, row)
    return sorted(one_each.values(), key=lambda row: _distance(row.person.name, person.name))


def _distance(name: str, other: str) -> tuple[bool, bool, str]:
    """The same name first, then the same first name."""
    words, others = name.upper().split(), other.upper().split()
    return words != others, words[:1] != others[:1], name


def described(membership: Membership, user: User) -> SafeString:
    """A choice: name, number and group, then what tells two people apart.

    Of somebody who is a member elsewhere now the facts are those of the people there.
    """
    person, family = membership.person, membership.person.household
    name = f"{person} ({membership.code}, {membership.group})"
    if membership.elsewhere:
        return format_html("{}", name)
    whole = user.has_perm("groups.reveal_number", membership.group)
    facts = [
        _("born on %(day)s") % {"day": day(person.born_on)} if whole and person.born_on else "",
        f"{family.address}, {family.village}" if family.address else str(family.village),
        f"NIK {person.nik_masked}" if person.nik_masked else _("NIK not yet known"),
    ]
    said = " · ".join(str(fact) for fact in facts if fact)
    return format_html('{}<br><span class="muted">{}</span>', name, said)


class AnswerMergeForm(forms.Form):
    at_times = ("answer",)
    agrees = forms.TypedChoiceField(
        label=_("Is it one person?"),
        choices=[("yes", _("Yes, merge the two records")), ("no", _("No, these are two people"))],
        coerce=lambda chosen: chosen == "yes",
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=_("What did you find?"),
        required=False,
        max_length=200,
        help_text=_("Needed where these are two people."),
    )
