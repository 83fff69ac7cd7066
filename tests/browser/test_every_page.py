"""Every page of the site on a phone, a form sent empty: axe has nothing to say, nor the console."""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.test_pages import PAGES, is_allowed
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
    return World()


def pages(world, app):
    """The address of each page of html, a client that may open it, and whether it posts."""
    for name, page in PAGES.items():
        if name.rpartition(":")[0] == app and 200 in page.get:
            here = [user for user in world.clients if not user.endswith("_elsewhere")]
            user = [user for user in here if is_allowed(page, user)][-1]
            url, client = reverse(name, args=page.args(world)), world.clients[user]
            if is_html(client, url):
                yield url, client, page.posts


def is_html(client, url) -> bool:
    """Not a file: a browser downloads it, or shows a photo by means that our policy forbids."""
    response = client.get(url)
    response.close()
    return response["Content-Type"].startswith("text/html")


@pytest.fixture
def visit(page, live_server):
    """`visit(client, url)`: as whoever is signed in with that client."""

    def as_client(client, url) -> None:
        page.context.clear_cookies()
        if cookie := client.cookies.get(settings.SESSION_COOKIE_NAME):
            page.context.add_cookies(
                [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
            )
        page.goto(url)

    return as_client


def is_refused(client, url) -> bool:
    """Whether an empty form of this page comes back with its mistakes; nothing is kept."""
    with transaction.atomic():
        response = client.post(url, {"csrfmiddlewaretoken": "as a browser sends"})
        transaction.set_rollback(True)
    return b'id="errors"' in response.content


@pytest.mark.parametrize("app", APPS)
def test_every_page(page, world, visit, axe, no_sideways_scroll, app):
    looked_at = 0
    for url, client, posts in pages(world, app):
        visit(client, url)
        form = page.locator("main form[method=post]").last  # not there where nothing is to be done
        if posts and form.count() and is_refused(client, url):
            with page.expect_navigation():
                form.evaluate(EMPTY)

        axe(page)
        no_sideways_scroll(page)
        looked_at += 1

    assert looked_at
