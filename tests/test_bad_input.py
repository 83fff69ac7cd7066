"""Malformed input: every page answers it with a message, none with 500.

Every list gets odd query parameters, and every form of `tests/pages/` gets the same odd text
in all its fields at once: one of the texts each, in the full walk (tests/full.py) all.
"""

import copy
import re

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tests.full import part_of
from tests.pages import PAGES
from tests.shared import shared
from tests.world import World

pytestmark = pytest.mark.django_db
LISTS = {
    "groups:groups": "q subdistrict village facilitator stage business silent late alone"
    " unassessed sort page",
    "groups:meetings": "page",
    "groups:open_problems": "page",
    "groups:trainings": "q year sort table page",
    "groups:training": "q",
    "groups:untrained_officers": "q post subdistrict facilitator sort table page",
    "groups:recurring_problems": "per kind sort table page",
    "users": "q role sort page",
    "regions": "field level typed within",
    "finance:savings": "since until sort table",
    "finance:savings_book": "since until before after table",
    "finance:dues": "since until table",
    "finance:cash": "since until before after",
    "finance:books": "since until",
    "finance:book": "since until before after table",
    "finance:coaching_reports": "q month show sort table page",
    "finance:health": "q district subdistrict facilitator needs sort table page",
    "finance:disputes": "state page",
    "finance:make_dispute": "entry",
    "finance:periods": "page",
    "grants:bank": "show account q sort table page",
    "grants:bank_file": "page",
    "grants:bank_files": "page",
    "grants:waiting_on_bank": "page",
    "grants:rounds": "q year programme district sort page",
    "grants:round": "q state business subdistrict facilitator sort page",
    "grants:eligible": "page all",
    "grants:quotas": "year programme district sort page",
    "grants:ranking": "since sort table",
    "grants:disbursements": "q state round year subdistrict facilitator changed sort page",
    "grants:reports": "q show round year subdistrict facilitator sort page",
    "papers:papers": "q kind since until sort page",
    "grants:audit": "q page",
    "grants:audit_history": "kind q since until page",
    "grants:objections": "q state page",
    "grants:programmes": "q running sort page",
    "groups:instruments": "page",
}
ODD = {
    "nul": "a\0b",
    "negative": "-1",
    "huge": "9" * 40,
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "no day": "2026-99-99",
    "place": "00010101-1",
    "markup": "<script>alert(1)</script>'\"{{7*7}}\u202e١٢٣😀" * 50,
}
DAYS = ["first day", "last day", "no day", "place"]
TEXTS = ["nul", "negative", "huge", "markup"]
TYPED = ["nul", "huge", "last day", "markup"]
INPUT = re.compile(r"<(?:input|textarea|select)\b[^>]*>", re.IGNORECASE)
KEPT = ("csrfmiddlewaretoken", "submission", "-search", "_FORMS", "more")


world = shared(World)  # each request is rolled back


def asker(world, page):
    """A client signed in as a user who may open the page; signing out ends only this one."""
    names = [name for name in world.clients if name in page.may] or ["facilitator"]
    client = Client(raise_request_exception=False)
    client.cookies = copy.deepcopy(world.clients[names[0]].cookies)
    return client


def status(send, *what) -> int:
    with transaction.atomic():
        answer = send(*what)
        answer.getvalue()  # reading it closes the file
        transaction.set_rollback(True)
    return answer.status_code


def kinds(parameter: str) -> list[str]:
    return DAYS if parameter in ("since", "until", "before", "after") else TEXTS


def fields(html: str) -> dict[str, str]:
    """The value of each field on a page, by its name."""
    found = {}
    for tag in INPUT.findall(html):
        name = re.search(r'\bname="([^"]+)"', tag)
        value = re.search(r'\bvalue="([^"]*)"', tag)
        if name:
            found[name[1]] = value[1] if value else ""
    return found


@pytest.mark.parametrize("name", LISTS)
def test_a_list_survives_odd_parameters(world, name):
    url, client = reverse(name, args=PAGES[name].args(world)), asker(world, PAGES[name])
    asked = [
        (field, kind)
        for field in LISTS[name].split()
        for kind in part_of(kinds(field), f"{name} {field}")
    ]

    got = {(field, kind): status(client.get, url, {field: ODD[kind]}) for field, kind in asked}

    assert all(code < 500 for code in got.values()), got


@pytest.mark.parametrize("odd", ["%ff%fe", "%ed%a0%80"])
def test_what_is_no_text_is_survived(world, odd):
    client = asker(world, PAGES["groups:groups"])

    got = status(client.get, f"{reverse('groups:groups')}?q={odd}&village={odd}&page={odd}")

    assert got < 500


@pytest.mark.parametrize("name", [name for name, page in PAGES.items() if page.posts])
def test_a_form_survives_odd_text(world, name):
    page = PAGES[name]
    url, client = reverse(name, args=page.args(world)), asker(world, page)
    shown = client.get(url)
    assert not shown.headers.get("Location", "").startswith(f"{reverse('account_login')}?next=")
    there = fields(shown.content.decode()) | {"q": ""}

    def sent(text):
        return {field: value if field.endswith(KEPT) else text for field, value in there.items()}

    got = {kind: status(client.post, url, sent(ODD[kind])) for kind in part_of(TYPED, name)}

    assert all(code < 500 for code in got.values()), got
