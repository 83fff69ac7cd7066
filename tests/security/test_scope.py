"""Bar, row 22: rows of another district change nothing that is read in this one.

Each page of `tests/pages/` is read by users of 35.07, its lists also searched and taken as
tables. Then the same rows are made in 35.08, and all is read again: no
letter may differ. So no name, total, page of a list or choice of a picker comes from there. What a
form takes unseen (an id) is asked of its fields.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.apps import apps
from django.db import models, transaction
from django.forms import BaseForm, BaseFormSet, ModelChoiceField
from django.test import Client
from django.urls import reverse

from accounts.models import Assignment, User
from tests.factories import GroupFactory, region
from tests.full import part_of
from tests.once import forget, once
from tests.pages import PAGES, Page, is_allowed
from tests.pdf_text import pages_of
from tests.test_bad_input import LISTS
from tests.world import World

pytestmark = pytest.mark.django_db
HERE, THERE = "35.07", "35.08"
BELOW = ["", ".07", ".07.2001", ".07.2002"]
OF_HERE = ["no_role", "facilitator", "member", "operator", "verifier"]
OF_HERE += ["head", "approver", "cashier", "auditor"]
NEW_EACH_TIME = re.compile(
    rb'(?:name="(?:csrfmiddlewaretoken|submission)" value|nonce|"X-CSRFToken": )="?[^">]*'
    rb"|\d\d\.\d\d WIB"
)
Asked = tuple[str, str, str]  # page, user, query


@pytest.fixture(scope="module")
def said(django_db_setup, django_db_blocker) -> Iterator["Said"]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield Said()
        transaction.set_rollback(True)


class Said:
    """What each page says before and after the other district has rows, and its forms after."""

    def __init__(self):
        world = World()
        self.before = read(world)
        newest = {model: last(model) for model in apps.get_models() if numbered(model)}
        with_rows_of_there()
        self.foreign = {model: rows_after(model, pk) for model, pk in newest.items()}
        self.forms: dict[Asked, list[BaseForm]] = {}
        self.after = read(world, self.forms)


def with_rows_of_there() -> None:
    """All rows of a world, made with the regions of there in place of those of here."""
    there = {f"{HERE}{below}": region(f"{THERE}{below}") for below in BELOW}
    forget()
    for code, place in there.items():
        once(("region", code), lambda place=place: place)
    without_group = Assignment.objects.filter(role="facilitator", user__facilitations=None)
    before = set(without_group.values_list("user", flat=True))
    World()
    for facilitator in User.objects.filter(pk__in=without_group.values("user")):
        if facilitator.pk not in before:  # who has no group yet may take one anywhere
            GroupFactory(facilitator=facilitator)
    forget()


def numbered(model: type[models.Model]) -> bool:
    return isinstance(model._meta.pk, models.AutoField)


def last(model: type[models.Model]) -> int:
    return model.objects.aggregate(last=models.Max("pk"))["last"] or 0


def rows_after(model: type[models.Model], pk: int) -> set[int]:
    return set(model.objects.filter(pk__gt=pk).values_list("pk", flat=True))


def read(world: World, forms: dict | None = None) -> dict[Asked, bytes]:
    """What was answered to each."""
    found = {}
    for name, page in PAGES.items():
        if name.startswith("mfa_") or name == "duties":
            continue  # own secrets, new each time; administrators, who have no territory
        url = reverse(name, args=page.args(world))
        for user in readers(name, page):
            for query in queries(name):
                answer = get(world.clients[user], url + query)
                found[name, user, query] = text_of(answer)
                if forms is not None:
                    forms[name, user, query] = list(forms_of(answer))
    return found


def readers(name: str, page: Page) -> list[str]:
    """Who may open it: one, in the full walk all."""
    return part_of([user for user in OF_HERE if is_allowed(page, user)], name)


def queries(name: str) -> list[str]:
    """Lists are also searched for what the names there have in common with those here."""
    asked = LISTS.get(name, "").split()
    searched = ["?q=a"] if "q" in asked else []
    return ["", *searched, *(["?table=xlsx"] if {"sort", "table"} & set(asked) else [])]


def get(client: Client, url: str) -> Any:
    client.raise_request_exception = False
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        answer = client.get(url)
        answer.all = b"".join(answer)
        transaction.set_rollback(True)
    client.cookies = cookies
    return answer


def text_of(answer: Any) -> bytes:
    """Its status and body without what is new each time; a workbook's parts without its moment."""
    body = answer.all
    if body.startswith(b"%PDF-"):
        body = "\n".join(pages_of(body)).encode()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            names = [name for name in parts.namelist() if name != "docProps/core.xml"]
            body = b"".join(parts.read(name) for name in names)
    return f"{answer.status_code}".encode() + NEW_EACH_TIME.sub(b"", body)


def forms_of(answer: Any) -> Iterator[BaseForm]:
    """Forms of the page's context, those inside of others included."""
    for values in answer.context or []:
        for value in values.flatten().values() if hasattr(values, "flatten") else values.values():
            yield from inner_forms(value)


def inner_forms(value: Any, depth: int = 0) -> Iterator[BaseForm]:
    if isinstance(value, BaseForm):
        yield value
    elif isinstance(value, BaseFormSet | list | tuple):
        for inner in value:
            yield from inner_forms(inner, depth + 1)
    elif depth < 2 and type(value).__module__.partition(".")[0] in ("finance", "groups", "grants"):
        for inner in getattr(value, "__dict__", {}).values():
            yield from inner_forms(inner, depth + 1)


def test_rows_of_there_change_nothing_that_is_read(said):
    differing = {
        asked: (first_of(body, other), first_of(other, body))
        for asked, body in said.before.items()
        if body != (other := said.after[asked])
    }

    assert not differing


def first_of(body: bytes, other: bytes) -> str:
    """The first line that the other has not."""
    lines = set(other.splitlines())
    return next((line.decode() for line in body.splitlines() if line not in lines), "")


def test_no_form_takes_a_row_of_there(said):
    taken = {
        (asked[0], name)
        for asked, forms in said.forms.items()
        for form in forms
        for name, field in form.fields.items()
        if isinstance(field, ModelChoiceField)
        and set(field.queryset.values_list("pk", flat=True))
        & said.foreign.get(field.queryset.model, set())
    }

    assert sum(1 for forms in said.forms.values() if forms) > 60
    assert not taken


def test_each_page_was_read_but_those_of_the_country(said):
    """The province sees all its districts, the administrator all users."""
    unread = {name for name in PAGES if name not in {asked[0] for asked in said.before}}

    assert all(
        PAGES[name].may & {"province", "administrator"} or name.startswith("mfa_")
        for name in unread
    )


def test_there_is_as_much_to_see_there(said):
    made = {model.__name__ for model, keys in said.foreign.items() if keys}

    assert made >= {"Membership", "Entry", "Round", "Award", "Paper", "Photo", "User"}
