"""Every page at the phone's width, and its form submitted empty: axe and console errors.

Names and texts are as long as their fields allow: none makes a page wider than the window. Only the
full walk (tests/full.py) opens a page whose templates were all seen on pages before it.
"""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.full import WALKS
from tests.longest import lengthen
from tests.pages import PAGES, is_allowed
from tests.world import World

APPS = sorted({name.rpartition(":")[0] for name in PAGES})  # "": the pages without a namespace
EMPTY = """form => {
    for (const field of form.elements) {
        if (field.type === "hidden" || field.tagName === "BUTTON") continue;
        if (field.type === "checkbox" || field.type === "radio") field.checked = false;
        else field.value = "";
    }
    form.submit();
}"""


@pytest.fixture
def world(transactional_db):
    world = World()
    lengthen()
    return world


def pages(world, app):
    """The URL of each HTML page, a client that may open it, and whether it has a form."""
    seen = set()
    for name, page in PAGES.items():
        if name.rpartition(":")[0] == app and 200 in page.get:
            here = [user for user in world.clients if not user.endswith("_elsewhere")]
            user = [user for user in here if is_allowed(page, user)][-1]
            url, client = reverse(name, args=page.args(world)), world.clients[user]
            response = client.get(url)
            response.close()
            if response["Content-Type"].startswith("text/html"):  # no download, no photo
                names = {template.name for template in response.templates}
                if WALKS or names - seen:
                    yield url, client, page.posts
                seen |= names


@pytest.fixture
def visit(page, live_server):
    """`visit(client, url)`: opens the page with the session of that client."""

    def as_client(client, url) -> None:
        page.context.clear_cookies()
        if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
            page.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page.goto(url)

    return as_client


def is_refused(client, url) -> bool:
    """Whether an empty form comes back with errors; the transaction is rolled back."""
    with transaction.atomic():
        response = client.post(url, {"csrfmiddlewaretoken": "as a browser sends"})
        transaction.set_rollback(True)
    return b'id="errors"' in response.content


@pytest.mark.parametrize("app", APPS)
def test_every_page(page, world, visit, axe, no_sideways_scroll, app):
    looked_at = 0
    for url, client, posts in pages(world, app):
        visit(client, url)
        form = page.locator("main form[method=post]").last  # absent if there is nothing to do
        if posts and form.count() and is_refused(client, url):
            with page.expect_navigation():
                form.evaluate(EMPTY)

        axe(page)
        no_sideways_scroll(page)
        looked_at += 1

    assert looked_at
