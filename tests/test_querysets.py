"""No QuerySet method of ours overrides one of Django's with another meaning."""

import pytest
from django.apps import apps
from django.db.models import QuerySet

QUERYSETS = {type(model._default_manager.get_queryset()) for model in apps.get_models()}
OURS = sorted(
    {
        known
        for queryset in QUERYSETS
        for known in queryset.__mro__
        if issubclass(known, QuerySet) and not known.__module__.startswith("django.")
    },
    key=str,
)


@pytest.mark.parametrize("queryset", OURS, ids=lambda queryset: queryset.__name__)
def test_no_question_hides_a_method_of_django(queryset):
    hidden = {name for name in vars(queryset) if not name.startswith("_")} & set(dir(QuerySet))

    assert not hidden, f"{queryset.__name__} hides {hidden}: callers expect what Django documents"
