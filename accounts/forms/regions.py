"""Choose one of 91,000 regions: a search field, then radio buttons.

    class RegisterForm(WithRegions, forms.Form):
        village = RegionField(label=_("Village"), level=Region.Level.VILLAGE)

People type a code or a name ("Dawuhan", "Dawuhan, Poncokusumo") and press Search or submit. An
ambiguous name returns the form with the candidates as radio buttons; with htmx they appear while
typing. `form.fields["village"].within = ["35.07"]` limits the search to a territory, `near` shows
the places of a territory first. The cleaned value is a Region with its ancestors selected. Pressing
Search is no mistake: `form.only_searched` then, and nothing is said to be wrong.
"""

from collections.abc import Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from accounts.models import Assignment, Region
from accounts.reports import find_regions


class RegionInput(forms.TextInput):
    """The text input, a search button and the results; `name-for` is the text searched for."""

    level = within = None
    near: Sequence[str] = ()

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.found: list[Region] = []
        self.searched = False

    def value_from_datadict(self, data, files, name):
        typed = data.get(name)
        chosen = data.get(f"{name}-for") == typed and data.get(f"{name}-chosen")
        self.searched = f"{name}-search" in data and bool(typed) and not chosen
        return chosen or typed

    def format_value(self, value):
        return value.code if isinstance(value, Region) else value

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        typed = context["widget"]["value"] or ""
        more = {"level": self.level, "within": self.within or [], "near": self.near}
        more["found"] = self.found
        return render_to_string(
            "accounts/_region_input.html", context | more | {"name": name, "typed": typed}
        )


class RegionField(forms.CharField):
    """Cleans text to a Region (see the module docstring)."""

    widget = RegionInput
    default_error_messages = {
        "none": gettext_lazy("No place of this name. Check the spelling, or write the code."),
        "which": gettext_lazy("Choose one of the places found."),
    }

    def __init__(self, *, level: int | None = None, within: list[str] | None = None, **kwargs):
        kwargs.setdefault(
            "help_text", gettext_lazy("Write the name or the code, then choose what is found.")
        )
        super().__init__(max_length=150, **kwargs)
        self.level, self.within = level, within
        self.near: Sequence[str] = ()

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        self._tell_the_widget()
        found = self.widget.found = find_regions(
            typed, level=self.level, within=self.within, near=self.near
        )
        if not found:
            raise ValidationError(self.error_messages["none"], code="none")
        exact = [region for region in found if typed.casefold() in _names(region)]
        if len(exact) == 1 and not self.widget.searched:
            self.widget.found = exact
            return exact[0]
        raise ValidationError(self.error_messages["which"], code="which")

    def get_bound_field(self, form, field_name):
        self._tell_the_widget()
        return super().get_bound_field(form, field_name)

    def _tell_the_widget(self):
        self.widget.level, self.widget.within = self.level, self.within
        self.widget.near = self.near


def spelled(region: Region) -> str:
    """Dawuhan, Poncokusumo, Kabupaten Malang: what to type for this region and no other."""
    names, place = [region.name], region.parent
    while place and place.level > Region.Level.PROVINCE:
        names.append(place.name)
        place = place.parent
    return ", ".join(names)


def _names(region: Region) -> set[str]:
    """A text that identifies this region among those found."""
    above = region.parent.name if region.parent else ""
    names = (region.code, region.name, f"{region.name}, {above}", spelled(region), region.path)
    return {name.casefold() for name in names}


class WithRegions:
    """A form mixin: when Search was pressed, only the search is validated."""

    only_searched = False

    def full_clean(self):
        super().full_clean()
        searched = {
            name: field.widget.found
            for name, field in self.fields.items()
            if isinstance(field, RegionField) and field.widget.searched
        }
        self.only_searched = bool(searched)
        if searched:
            for name in list(self.errors):
                if searched.get(name, True):  # another field, or places were found
                    del self.errors[name]

    def is_valid(self):
        return super().is_valid() and not self.only_searched


class RegionSearch(forms.Form):
    """The form of the htmx request sent while typing in a region field."""

    field = forms.SlugField()
    level = forms.TypedChoiceField(
        choices=Region.Level, coerce=int, empty_value=None, required=False
    )
    role = forms.ChoiceField(choices=Assignment.Role, required=False)  # chosen beside the region
    typed = forms.CharField(required=False, max_length=150)
    within = forms.RegexField(r"^[\d. ]*$", required=False, max_length=2_000)
    near = forms.RegexField(r"^[\d. ]*$", required=False, max_length=400)

    def found(self) -> list[Region]:
        asked = self.cleaned_data
        within = asked["within"].split() or None
        near = asked["near"].split()
        level = asked["level"] or Assignment.LEVELS.get(asked["role"])
        return find_regions(asked["typed"], level=level, within=within, near=near)
