"""What is typed to search a list: few words, as each is looked for in several tables."""

from collections.abc import Callable
from functools import reduce
from operator import and_
from typing import Any

import django_filters
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

MOST_LETTERS = 60
MOST_WORDS = 6


def validate_few_words(typed: str) -> None:
    if len(typed.split()) > MOST_WORDS:
        raise forms.ValidationError(_("At most %(most)s words.") % {"most": MOST_WORDS})


class SearchField(forms.CharField):
    """A search text of bounded length; may stay empty."""

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(
            required=required, max_length=MOST_LETTERS, validators=[validate_few_words], **kwargs
        )


class SearchFilter(django_filters.CharFilter):
    field_class = SearchField


def each_word(typed: str, found: Callable[[str], Q]) -> Q:
    """The condition that every word is found, for one `filter`: more of them multiply the query."""
    return reduce(and_, map(found, typed.split()[:MOST_WORDS]), Q())
