"""Forms to admit members, and to say why one left."""

import datetime
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.days import require_past_day, validate_past_day
from foundation.doubts import is_answered
from foundation.inputs import DayInput, DigitsInput, PersonNameField, PhoneField
from foundation.rules import shown_on
from groups.actions.members import NewMember
from groups.forms.homes import HomeForm
from groups.identity import blind, digits
from groups.lookups import require_look_up
from groups.models import Group, Household, Membership, Office, Person, RegisterPerson
from groups.registers.forms.picking import known_of
from groups.registers.reports.compared import register_questions
from groups.reports.households import (
    card_of,
    cards_of,
    family_question,
    member_in_words,
    member_of_card,
)
from groups.reports.namesakes import called, holder, is_near, namesakes
from groups.rules.homes import require_near
from groups.rules.plausibility import doubts, require_length
from groups.rules.schedule import require_formed

PRIVATE = {"data-private": ""}  # the phone keeps it no longer than the tab is open (forms.js)


class CardForm(forms.Form):
    """NIK and KK. A doubtful NIK is an error until the user confirms it by `as_on_card`."""

    nik = forms.CharField(
        label=_("NIK"),
        required=False,
        max_length=30,
        widget=DigitsInput(PRIVATE),
        help_text=_("16 digits, as on the card. Leave it empty if the card is not at hand."),
    )
    kk = forms.CharField(
        label=_("KK number"), required=False, max_length=30, widget=DigitsInput(PRIVATE)
    )
    as_on_card = forms.BooleanField(
        label=_("The card really says so"), required=False, widget=forms.HiddenInput
    )
    same_family = forms.BooleanField(
        label=_("Yes, they are one family"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self):
        data = super().clean()
        self.take_numbers(data)
        for kind in ("nik", "kk"):
            data[kind] = digits(data.get(kind) or "")
            with shown_on(self):
                require_length(data[kind], kind=kind)
                if data[kind] and kind not in self.errors:
                    require_look_up(self.user, data[kind], field=kind)
        if data.get("nik") and not {"nik", "kk"} & self.errors.keys():
            self._ask_again(data)
        return data

    def take_numbers(self, data: dict[str, Any]) -> None:
        """Fill in numbers that were not typed, from where the person was picked."""

    def _ask_again(self, data):
        found = doubts(data["nik"], sex=data.get("sex"), born_on=data.get("born_on"))
        found += self.more_doubts(data)
        if found and not is_answered(self, "as_on_card", " ".join([blind(data["nik"]), *found])):
            self.add_error("nik", [*found, _("Look at the card again. Is it so? Then tick below.")])

    def more_doubts(self, data) -> list[str]:
        return []

    def is_of_family(
        self, known: Household, *, since: datetime.date | None, person: Person | None = None
    ) -> bool:
        """Whether the tick says so of a known card; else asks, or says that it has a member.

        `since` is from when the person is a member, if so.
        """
        if since and self.is_taken(known, since=since, besides=person):
            return False
        if is_answered(self, "same_family", question := family_question(known, self.user)):
            return True
        self.add_error("kk", question)
        return False

    def is_taken(
        self, known: Household, *, since: datetime.date, besides: Person | None = None
    ) -> bool:
        """Whether somebody of a known card is a member already, which is said then."""
        member = member_of_card(known, since=since, besides=besides)
        if member:
            self.add_error("kk", member_in_words(member, self.user))
        return member is not None


class FamilyForm(CardForm):
    """A new member; also a row of the formset that registers a group.

    Somebody of the same name is asked about once (`ask_who`): `same` is who it is.
    """

    register_row = forms.CharField(required=False, max_length=18, widget=forms.HiddenInput)
    as_registered = forms.BooleanField(
        label=_("What I typed is right"), required=False, widget=forms.HiddenInput
    )
    same = forms.CharField(
        label=_("Who is it?"), required=False, max_length=200, widget=forms.HiddenInput
    )
    name = PersonNameField(label=_("Full name"), max_length=100)
    sex = forms.ChoiceField(label=_("Woman or man"), choices=[("", _("Choose")), *User.Sex.choices])
    born_on = forms.DateField(
        label=_("Born on"), required=False, widget=DayInput, validators=[validate_past_day]
    )
    address = forms.CharField(
        label=_("Address"), required=False, max_length=150, help_text=_("For example RT 02 RW 01.")
    )
    phone = PhoneField(label=_("Phone"), required=False)
    post = forms.ChoiceField(
        label=_("Office"), required=False, choices=[("", _("None")), *Office.Post.choices]
    )
    field_order = [
        "register_row",
        "name",
        "as_registered",
        "same",
        "sex",
        "born_on",
        "nik",
        "as_on_card",
        "kk",
        "same_family",
        "address",
        "village",
        "phone",
        "post",
    ]

    def __init__(self, *args, picked: Mapping[int, RegisterPerson] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.person: Person | None = None  # chosen among the namesakes
        self.family: Household | None = None  # the known one of the card, as the tick says
        self.row = (picked or {}).get(key_of(self["register_row"].value()))
        for kind in ("nik", "kk"):
            if self.row and (masked := getattr(self.row, f"{kind}_masked")):
                self.fields[kind].widget.attrs["placeholder"] = masked
                self.fields[kind].help_text = _("Empty: the one of the register, %(number)s.") % {
                    "number": masked
                }

    def take_numbers(self, data):
        """Those of the row of the register: the page shows them masked."""
        if data.get("register_row") and not self.row:
            self.add_error("name", _("The register has changed. Pick the person again."))
        if self.row:
            data["nik"] = data.get("nik") or self.row.nik
            data["kk"] = data.get("kk") or self.row.kk

    def clean_name(self):
        return " ".join(self.cleaned_data["name"].split())

    def more_doubts(self, data):
        known = holder(data["nik"])
        if (
            known is None
            or not is_near(known, self.user)
            or known.name.upper() == (data.get("name") or "").upper()
        ):
            return []
        words = _("This NIK belongs to %(name)s already.")
        return [words % {"name": called(known, self.user)}]

    def new_member(self) -> NewMember:
        typed: dict[str, Any] = {
            field.name: self.cleaned_data.get(field.name) for field in fields(NewMember)
        }
        known = {"person": self.person, "family": self.family}
        return NewMember(**typed | known | (known_of(self.row) if self.row else {}))

    def ask_register(self, question: str | None) -> None:
        """Ask once where the village's register has somebody else, or the person otherwise."""
        if question and not is_answered(self, "as_registered", question):
            tick = _("Is it right all the same? Then tick below.")
            self.add_error("name", f"{question} {tick}")

    def ask_family(self, known: Household | None, *, since: datetime.date) -> None:
        """Ask whether a new person is of the family on a known card."""
        is_new = not self.person and not holder(self.cleaned_data["nik"])
        if known and is_new and self.is_of_family(known, since=since):
            self.family = known

    def refuse_taken_card(
        self, cards: Mapping[str, Household], *, since: datetime.date | None
    ) -> None:
        """Say beside other mistakes that the family has a member, rather than after them."""
        known = cards.get(getattr(self, "cleaned_data", {}).get("kk", ""))
        if since and known and "kk" not in self.errors:
            self.is_taken(known, since=since)

    def ask_who(self, known: list[Person], *, twin: int | None = None) -> None:
        """Ask whether a namesake is the same person; who is not seen cannot be chosen."""
        if not known and not twin:
            return
        seen = Person.objects.visible_to(self.user).filter(pk__in=[row.pk for row in known])
        people = {f"{row.pk}": row for row in seen}
        other = f"other-{'-'.join(sorted(str(row.pk) for row in known))}-{twin or ''}"
        names = {key: called(row, self.user) for key, row in people.items()}
        choices = [
            (key, _("The same person: %(name)s") % {"name": name}) for key, name in names.items()
        ]
        choices.append((other, str(_("Another person of the same name"))))
        self.fields["same"].widget = forms.RadioSelect(choices=choices)
        self.fields["same"].required = True
        if (chosen := self.cleaned_data.get("same")) in dict(choices):
            self.person = people.get(chosen)
        else:
            self.add_error("same", self._question(list(names.values()), known, twin))

    def _question(self, names: list[str], known: list[Person], twin: int | None) -> str:
        words = {"name": self.cleaned_data["name"], "names": ", ".join(names), "row": twin}
        if names:
            return _("There is %(names)s already. Is it the same person? Choose.") % words
        if known:
            return _("Another group has a %(name)s. Look at the cards. Who is it? Choose.") % words
        return _("%(name)s stands in row %(row)s, too. Is it another person? Then choose.") % words


def key_of(typed: object) -> int:
    """The key that a hidden field holds; 0 for none."""
    text = str(typed or "")
    return int(text) if text.isascii() and text.isdigit() else 0


class NewcomerForm(HomeForm, FamilyForm):
    """A new member of an existing group."""

    since = forms.DateField(label=_("Member from"), initial=timezone.localdate, widget=DayInput)

    def __init__(self, group: Group, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group
        self.ask_home(group.village)

    def clean_since(self):
        """Refuse at once what no answer to the questions below would allow."""
        since = self.cleaned_data["since"]
        with shown_on(self):
            require_past_day(since, today=timezone.localdate(), field="since")
            require_formed(self.group, since, field="since")
        return since

    def clean(self):
        """Return the arguments of `admit_member`."""
        typed = super().clean()
        if self.errors:
            self.refuse_taken_card(cards_of([typed.get("kk", "")]), since=typed.get("since"))
        else:
            newcomer = self.new_member()
            home = newcomer.village or self.group.village
            with shown_on(self):
                require_near(self.group.programme, self.group.village_id, home.pk)
        if not self.errors:
            (known,) = namesakes([newcomer], village=home, group=self.group)
            self.ask_who(known)
            if not self.person and not self.row:
                (asked,) = register_questions([newcomer], village=home, user=self.user)
                self.ask_register(asked)
            self.ask_family(card_of(newcomer.kk), since=typed["since"])
        return typed if self.errors else {"member": self.new_member(), "since": typed["since"]}


class LeavingForm(forms.ModelForm):
    class Meta:
        model = Membership
        fields = ["reason"]
        help_texts = {
            "reason": _("Registered by mistake: it never counted, and nothing is owed for it.")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = True
        if self.instance.reason != Membership.Reason.ENDED:
            self.fields["reason"].choices = Membership.Reason.personal()
