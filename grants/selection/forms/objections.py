"""Filter of objections."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.filters import QuerySetFilter
from foundation.searches import SearchFilter, each_word

STATES = [("all", _("All")), ("open", _("Waiting for an answer")), ("answered", _("Answered"))]


class ObjectionFilter(QuerySetFilter):
    q = SearchFilter(label=_("Group or name"), method="named")
    state = django_filters.ChoiceFilter(
        label=_("Show"), choices=STATES, empty_label=None, method="in_state"
    )

    def named(self, rows, name, words):
        return rows.filter(each_word(words, _named))

    def in_state(self, rows, name, state):
        return {"open": rows.filter(answer=None), "answered": rows.exclude(answer=None)}.get(
            state, rows
        )


def _named(word: str) -> Q:
    return Q(name__icontains=word) | Q(candidacy__group__name__icontains=word)
