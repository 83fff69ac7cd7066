"""The way to a page, and its menus, lead a user only where this user may go."""

import re
from functools import cache
from html import unescape

import pytest
from django.urls import reverse

from tests.shared import shared
from tests.test_pages import PAGES, ask, askers, bare_refusals, is_allowed
from tests.world import World

__all__ = ["bare_refusals"]  # a fixture for all tests of this file
pytestmark = pytest.mark.django_db
WAYS = re.compile(r'<ol class="crumbs">.*?</ol>|<nav\b.*?</nav>', re.DOTALL)
world = shared(World)


def ways_of(client, url: str) -> set[str]:
    """The addresses in crumbs and menus of a page."""
    answer = client.get(url)
    if answer.status_code != 200 or "html" not in answer.get("Content-Type", ""):
        return set()
    parts = "".join(WAYS.findall(answer.text))
    return {unescape(href) for href in re.findall(r'<a\b[^>]*\bhref="(/[^"#?]*)', parts)}


@pytest.mark.parametrize("name", PAGES)
def test_no_crumb_and_no_menu_leads_to_a_refusal(world, name):
    page, refused = PAGES[name], {}
    url = reverse(name, args=page.args(world))
    for user, client in askers(world, page):
        if is_allowed(page, user) and user != "nobody":
            for way in ways_of(client, url):
                if _status(client, way) in (403, 404):
                    refused.setdefault(user, set()).add(way)

    assert refused == {}


@cache
def _status(client, way: str):
    return ask(client, "get", way)
