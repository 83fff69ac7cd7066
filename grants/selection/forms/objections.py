"""Filter of objections."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.filters import QuerySetFilter

STATES = [("all", _("All")), ("open", _("Waiting for an answer")), ("answered", _("Answered"))]


class ObjectionFilter(QuerySetFilter):
    q = django_filters.CharFilter(label=_("Group or name"), max_length=100, method="named")
    state = django_filters.ChoiceFilter(
        label=_("Show"), choices=STATES, empty_label=None, method="in_state"
    )

    def named(self, rows, name, words):
        for word in words.split():
            rows = rows.filter(Q(name__icontains=word) | Q(candidacy__group__name__icontains=word))
        return rows

    def in_state(self, rows, name, state):
        return {"open": rows.filter(answer=None), "answered": rows.exclude(answer=None)}.get(
            state, rows
        )
