"""Bar, rows 24, 40: forms sent from elsewhere, addresses that climb.

Drawn from the table of pages, which holds each address of the site.
"""

import pytest
from django.db import transaction
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests.full import part_of
from tests.pages import PAGES
from tests.shared import shared
from tests.test_bad_input import asker
from tests.world import World
from tests.writes import changing_nothing

pytestmark = pytest.mark.django_db
LED_NOWHERE = {301, 302, 400, 404, 422}
CLIMBING = ["..%2f..%2f..%2fetc%2fpasswd", "%2e%2e%2fsettings.py", "..%5c..%5cwin.ini", "%00"]

world = shared(World)  # each request is rolled back


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.posts])
def test_a_form_of_another_site_is_refused(world, name):
    url = reverse(name, args=PAGES[name].args(world))
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    client.cookies = asker(world, PAGES[name]).cookies
    client.cookies["csrftoken"] = client.cookies["__Host-csrftoken"] = "a" * 32
    forged = {"csrfmiddlewaretoken": "a" * 32}

    sent = [
        {},
        {"headers": {"HX-Request": "true"}},
        {"data": forged, "headers": {"Origin": "https://elsewhere.example"}},
    ]

    with changing_nothing():
        got = [client.post(url, **each).status_code for each in part_of(sent, name)]

    assert set(got) == {403}


def with_text(patterns=None, prefix=""):
    """The routes with a part that is not a number, as far as their converters take text."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from with_text(pattern.url_patterns, route)
        elif "<" in route:
            yield route


@pytest.mark.parametrize("climbing", CLIMBING)
def test_an_address_leads_to_no_file(world, climbing):
    client = asker(world, PAGES["papers:edit_wording"])  # it has a word in its address
    client.raise_request_exception = False
    folders = ["static/", "media/", ""]
    routes = [route[: route.index("<")].replace("^", "") for route in with_text()]

    got = {}
    for start in {*folders, *routes}:
        for url in (f"/{start}{climbing}", f"/{start}{climbing}/"):
            with transaction.atomic():
                got[url] = client.get(url).status_code
                transaction.set_rollback(True)

    assert {url: code for url, code in got.items() if code not in LED_NOWHERE} == {}
