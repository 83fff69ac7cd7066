"""Forms to invite users, assign roles, filter the list and choose a language."""

import datetime

import django_filters
from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.forms.regions import RegionField, RegionInput, WithRegions
from accounts.models import Assignment, User
from foundation.filters import QuerySetFilter
from foundation.inputs import NameField, NearDayField, PersonNameField, PhoneField
from foundation.searches import SearchFilter

Role = Assignment.Role
GIVEN_HERE = [choice for choice in Role.choices if choice[0] != Role.MEMBER]  # invited by the group


class RoleForm(WithRegions, forms.Form):
    """A role, its territory and dates; people type the last day, `until` is the day after."""

    at_times = ("region",)
    role = forms.ChoiceField(
        label=gettext_lazy("Role"), choices=[("", gettext_lazy("Choose")), *GIVEN_HERE]
    )
    region = RegionField(
        label=gettext_lazy("Territory"),
        required=False,
        widget=RegionInput({"hx-include": "[name=role]"}),  # its level is that of the role
        help_text=gettext_lazy(
            "A district; for a village operator a village, for the province viewer a province. "
            "Facilitators and administrators have none. Write the name, then choose."
        ),
    )
    since = NearDayField(label=gettext_lazy("First day"), initial=timezone.localdate)
    until = NearDayField(
        label=gettext_lazy("Last day"),
        required=False,
        help_text=gettext_lazy("Empty: until somebody ends it."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].level = Assignment.LEVELS.get(self.data.get("role"))

    def clean_until(self):
        last = self.cleaned_data["until"]
        return last and last + datetime.timedelta(days=1)


class InviteForm(RoleForm):
    """A user and the first role."""

    name = PersonNameField(label=gettext_lazy("Full name"), max_length=100)
    username = NameField(
        label=gettext_lazy("User name"),
        max_length=50,
        validators=[UnicodeUsernameValidator()],
        help_text=gettext_lazy("For signing in. Letters, digits and @ . + - _ without spaces."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    sex = forms.ChoiceField(
        label=gettext_lazy("Woman or man"), choices=User.Sex, widget=forms.RadioSelect
    )
    phone = PhoneField(label=gettext_lazy("Phone"), required=False)
    field_order = ["name", "username", "sex", "phone", "role", "region", "since", "until"]


class UserFilter(QuerySetFilter):
    q = SearchFilter(label=gettext_lazy("Name"), method="named")
    role = django_filters.ChoiceFilter(
        label=gettext_lazy("Role"),
        choices=Role.choices,
        empty_label=gettext_lazy("All"),
        method="with_role",
    )

    def named(self, users, name, words):
        return users.filter(Q(name__icontains=words) | Q(username__icontains=words))

    def with_role(self, users, name, role):
        return users.filter(pk__in=Assignment.objects.running().filter(role=role).values("user"))


class Confirmation(forms.Form):
    """A form without fields, which shows why an act was refused."""


class LanguageForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["language"]
        labels = {"language": gettext_lazy("Show the site in")}
        widgets = {"language": forms.RadioSelect}
