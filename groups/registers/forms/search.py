"""Look for people in the registers of a village."""

from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.filters import QuerySetFilter
from foundation.searches import SearchField, SearchFilter, each_word
from groups.registers.models import Register


class RegisterFilter(QuerySetFilter):
    """Registers by village or list, and by kind."""

    q = SearchFilter(label=_("Village or list"), method="named")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Register.Kind, empty_label=_("All"))

    class Meta:
        model = Register
        fields = ["q", "kind"]

    def named(self, registers, name, words):
        def is_named(word: str) -> Q:
            return Q(village__name__icontains=word) | Q(list_name__icontains=word)

        return registers.filter(each_word(words, is_named))


SHOWS = [
    ("", _("All")),
    ("serious", _("Something is wrong")),
    ("odd", _("Something is odd")),
    ("twice", _("NIK stands above already")),
    ("known", _("In a group here, by NIK")),
    ("alike", _("May be in a group here, by name")),
    ("away", _("Died, moved or not valid")),
    ("left_out", _("Left out")),
    ("new", _("New since the file before")),
    ("changed", _("Changed since the file before")),
    ("gone", _("No more in this file")),
]


class RowsFilter(forms.Form):
    """The rows of a file by what stands out, and by name."""

    q = SearchField(label=_("Name"))
    show = forms.ChoiceField(label=_("Show"), choices=SHOWS, required=False)

    def __init__(self, request, **kwargs: Any):
        super().__init__(request.GET or None, **kwargs)
        self.asked = request.GET

    @property
    def status(self) -> int:
        return 400 if self.is_bound and not self.is_valid() else 200

    @property
    def chosen(self) -> dict[str, str]:
        return self.cleaned_data if self.is_bound and self.is_valid() else {"q": "", "show": ""}
