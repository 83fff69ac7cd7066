"""Bar, rows 37, 39 to 43: hostile values in each field of each form, and what comes back alive.

A form is sent as its page gives it, with one field changed. Each field gets one of the values, in
the full walk (tests/full.py) all of them. Where the form is accepted, the page it leads to is read
by its user and by another. What one field cannot carry (files, tables) is in files of its own.
"""

import re

import pytest
from django.db import transaction
from django.urls import reverse

from tests.full import part_of
from tests.page_forms import KEPT, form_of
from tests.pages import PAGES
from tests.shared import shared
from tests.test_bad_input import asker
from tests.world import World

pytestmark = pytest.mark.django_db
HOSTILE = {
    "formula": "=1+1",
    "markup": '<b id="kx"><plaintext>',
    "attribute": '"><script>kx()</script>',
    "sql": "' OR 1=1; DROP TABLE kx; --",
    "template": "{{ 7|add:424242424242 }}{% kx %}",
    "typst": '#panic("kx") $x @kx <kx> *a',
    "right to left": "Siti\u202egnab",
    "marks": "Z" + "\u0334" * 90,
    "path": "../../etc/passwd",
    "nul": "a\0b",
    "lines": "a\r\nSet-Cookie: kx=1",
    "negative": "-1",
    "exponent": "1e9",
    "no number": "NaN",
    "other digits": "٢٥٠٠٠",
    "beyond": str(2**63),
    "far beyond": "9" * 31,
    "cents": "1.000,50",
    "python's": "1_000",
}
ALIVE = ['<b id="kx"', "<script>kx()", "424242424249", "\u202e", "\u0334" * 5]

world = shared(World)  # each request is rolled back


def one_of_each(fields: list[str]) -> list[str]:
    """The first of the fields that differ only in the number of their row."""
    kinds = {re.sub(r"\d+", "#", name): name for name in reversed(fields)}
    return [name for name in kinds.values() if not name.endswith(KEPT)]


def answers(client, others, url: str, sent: dict) -> list:
    """The answer; where it leads on, also the page there, as its user and others read it."""
    with transaction.atomic():
        found = [client.post(url, sent)]
        if found[0].status_code == 302 and found[0].url.startswith("/"):
            found += [reader.get(found[0].url) for reader in (client, *others)]
        for answer in found:
            answer.getvalue()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.posts])
def test_nothing_comes_back_alive(world, name):
    page = PAGES[name]
    url, client = reverse(name, args=page.args(world)), asker(world, page)
    form = form_of(client.get(url).content.decode())
    others = [world.clients[other] for other in ("auditor", "member") if other in page.may]
    hostile = [
        form.values | {field: value}
        for field in one_of_each(form.typed)
        for value in part_of(list(HOSTILE.values()), f"{name} {field}")
    ]

    for sent in hostile:
        for answer in answers(client, others, url, sent):
            said = answer.getvalue().decode(errors="replace")
            assert answer.status_code < 500, sent
            assert "kx" not in answer.cookies
            assert [mark for mark in ALIVE if mark in said] == [], sent
