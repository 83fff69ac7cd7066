"""Which objections to show."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from finance.forms.filters import Filter

STATES = [("all", _("All")), ("open", _("Waiting for an answer")), ("answered", _("Answered"))]


class ObjectionFilter(Filter):
    q = forms.CharField(label=_("Group or name"), max_length=100, required=False)
    state = forms.ChoiceField(label=_("Show"), choices=STATES, required=False)

    def __init__(self, request):
        super().__init__(request.GET or None)

    def chosen(self, rows):
        asked = self.cleaned_data if self.is_bound and self.is_valid() else {}
        for word in asked.get("q", "").split():
            rows = rows.filter(Q(name__icontains=word) | Q(candidacy__group__name__icontains=word))
        match asked.get("state"):
            case "open":
                return rows.filter(answer=None)
            case "answered":
                return rows.exclude(answer=None)
        return rows
