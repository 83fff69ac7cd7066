"""Every URL is in the table of pages."""

from django.urls import get_resolver
from django.urls.resolvers import URLPattern

from tests.pages import PAGES


def addresses(patterns=None, space=""):
    """The name of every URL pattern, as `reverse` takes it."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}"
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, inner)


def test_every_page_is_in_the_table():
    assert set(addresses()) == set(PAGES)
