"""Every page of the site on a phone, a form sent empty: axe has nothing to say, nor the console."""

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from tests.test_pages import PAGES, is_allowed
from tests.world import World

NO_HTML = {"download", "print", "regions", "find_member", "photo"}
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
    """The address of each page made of html, and a client that may open it."""
    for name, page in PAGES.items():
        is_here = name.startswith(f"{app}:") if app else ":" not in name
        if is_here and 200 in page.get and not any(part in name for part in NO_HTML):
            users = [user for user in world.clients if is_allowed(page, user)]
            yield reverse(name, args=page.args(world)), world.clients[users[-1]]


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


@pytest.mark.parametrize("app", ["", "groups", "finance"])
def test_every_page(page, world, visit, axe, no_sideways_scroll, app):
    for url, client in pages(world, app):
        visit(client, url)
        if is_refused(client, url):
            with page.expect_navigation():
                page.locator("main form[method=post]").last.evaluate(EMPTY)

        axe(page)
        no_sideways_scroll(page)
