"""Form to edit what the register knows of a person."""

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from foundation.days import validate_past_day
from foundation.inputs import DayInput, PersonNameField, PhoneField
from groups.forms.homes import HomeForm
from groups.forms.members import CardForm
from groups.identity import blind
from groups.models import Household, Membership, Person
from groups.reports.households import card_of
from groups.reports.namesakes import called, holder


class PersonForm(HomeForm, CardForm, forms.ModelForm):
    """Edit a person; an empty NIK or KK keeps the stored one.

    A new KK of somebody who shares the family card is asked about (`whose`): it is the person's own
    card, who leaves that family, or the number of the whole family changes. A KK of a known family
    is asked about, too (`same_family`): the person moves there.
    """

    class Whose(models.TextChoices):
        OWN = "own", _("This person is on that card now, the others stay on the old one")
        ALL = "all", _("The card of the whole family has this number")

    address = forms.CharField(label=_("Address"), required=False, max_length=150)
    whose = forms.ChoiceField(
        label=_("Whose card is it?"),
        choices=Whose,
        required=False,
        widget=forms.HiddenInput,
    )

    born_on = forms.DateField(
        label=_("Born on"), required=False, widget=DayInput, validators=[validate_past_day]
    )

    class Meta:
        model = Person
        fields = ["name", "sex", "born_on", "phone", "occupation", "marriage", "in_family"]
        field_classes = {"name": PersonNameField, "phone": PhoneField}
        widgets = {"phone": PhoneField.widget}

    field_order = (
        *("name", "sex", "born_on", "nik", "as_on_card", "kk", "same_family", "whose"),
        *("address", "village", "phone", "occupation", "marriage", "in_family"),
    )

    def __init__(self, user: User, membership: Membership, data=None):
        super().__init__(data, instance=membership.person, user=user)
        self.group = membership.group
        self.ask_home(self.group.village, now=self.instance.household.village_id)
        self.household = self.instance.household  # where the person is once saved
        self.fields["address"].initial = self.instance.household.address
        for kind, masked in [
            ("nik", self.instance.nik_masked),
            ("kk", self.instance.household.kk_masked),
        ]:
            if masked:
                self.fields[kind].help_text = _("Now %(number)s. Leave it empty to keep it.") % {
                    "number": masked
                }

    def clean_nik(self):
        number = self.cleaned_data["nik"]
        if (known := holder(number)) and known != self.instance:
            words = _("This NIK belongs to %(name)s already. Look at the card again.")
            raise forms.ValidationError(words % {"name": called(known, self.user)})
        return number

    def clean(self):
        data = super().clean()
        if (kk := data.get("kk")) and blind(kk) != self.household.kk_index:
            self._find_household(data, kk)
        return data

    def _find_household(self, data, kk: str) -> None:
        person = self.instance
        if known := card_of(kk):
            running = person.memberships.without_mistakes().filter(until=None).first()
            since = running and running.since
            if self.is_of_family(known, since=since, person=person):
                self.household = known
            return
        if not (names := ", ".join(map(str, person.family()))):
            return  # only the number of the card changed
        self.fields["whose"].widget = forms.RadioSelect(choices=self.Whose.choices)
        if not data.get("whose"):
            words = _("%(names)s is on the old card, too. Choose below whose card the new one is.")
            self.add_error("kk", words % {"names": names})
        elif data["whose"] == self.Whose.OWN:
            self.household = Household(village=self.household.village)

    def save(self, commit=True):
        """Save person and household; update a number only if one was entered."""
        household = self.household
        if household.pk is None or "address" in self.changed_data:
            household.address = self.cleaned_data["address"]
        if "village" in self.changed_data:
            household.village = self.cleaned_data["village"] or self.group.village
        if kk := self.cleaned_data["kk"]:
            household.seal_kk(kk)
        household.save()
        self.instance.household = household
        if nik := self.cleaned_data["nik"]:
            self.instance.seal_nik(nik)
        return super().save(commit)
