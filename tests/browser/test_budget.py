"""The transfer budget of pages on a slow line (ux.md §7); files are compressed as served."""

import gzip
from pathlib import Path

import django_htmx
from django.conf import settings
from django.urls import reverse

from tests.factories import GroupFactory, UserFactory

KB = 1024
HTMX = Path(django_htmx.__file__).parent / "static" / "django_htmx" / "htmx-2.min.js"


def weight(body: bytes) -> int:
    return min(len(body), len(gzip.compress(body)))


def visit(page, url: str) -> list[int]:
    """The compressed size of each file fetched for a page; cached files count nothing."""
    fetched = []

    def note(request) -> None:
        fetched.append(request)

    page.on("requestfinished", note)
    page.goto(url, wait_until="networkidle")
    page.remove_listener("requestfinished", note)
    sent = [request for request in fetched if request.sizes()["responseBodySize"] > 0]
    return [weight(request.response().body()) for request in sent]


def test_a_first_visit(page):
    weights = visit(page, reverse("account_login"))

    assert len(weights) <= 9
    assert sum(weights) <= 100 * KB


def test_a_later_page(page, sign_in):
    facilitator = UserFactory(role="facilitator")
    GroupFactory(facilitator=facilitator)
    visit(page, reverse("account_login"))
    sign_in(page, facilitator)

    weights = visit(page, reverse("home"))

    assert len(weights) <= 2
    assert sum(weights) <= 15 * KB


def test_all_scripts_together():
    kube = settings.BASE_DIR / "static" / "kube.js"

    assert weight(kube.read_bytes()) + weight(HTMX.read_bytes()) <= 26 * KB
