"""Each page of tests/pages/ as users ask for it: who may open it, what it says and changes.

Asked by every user with the permission, and by one of each kind of those without; the full walk
(tests/full.py) asks by all: every URL x every role x its own territory, another, none.
"""

import re
from copy import deepcopy
from functools import partial
from html import unescape

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse

from kube_admin import urls
from tests.factories import AssignmentFactory, UserFactory
from tests.full import part_of
from tests.pages import PAGES, is_allowed
from tests.shared import shared
from tests.sums import wrong_sums
from tests.world import FAR_AWAY, World
from tests.writes import changes

pytestmark = pytest.mark.django_db
ANSWERED = {200, 302, 409, 422}
A_FEW = ["facilitator", "verifier", "no_role", "nobody"]  # posting to a page that only reads
WAYS = re.compile(r'<ol class="crumbs">.*?</ol>|<nav\b.*?</nav>', re.DOTALL)
SHOWN_ONCE = {  # allauth notes that somebody has seen the codes
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
}
EACH = pytest.mark.parametrize("read", PAGES, indirect=True)

world = shared(World)  # each request is rolled back


@pytest.fixture(autouse=True, scope="module")
def bare_refusals():
    """Refuse by the status alone: `tests/test_error_pages.py` reads the pages that say why."""
    with pytest.MonkeyPatch.context() as patch:
        for status in (403, 404):
            patch.setattr(urls, f"handler{status}", partial(refuse, status))
        yield


def refuse(status, request, exception):
    return HttpResponse(status=status)


class Read:
    """A page as each user reads it: once for all tests of the page."""

    def __init__(self, world, name, known):
        self.name, self.page, self.world, self.known = name, PAGES[name], world, known
        self.url = reverse(name, args=self.page.args(world))
        self.readers = [user for user in world.clients if is_allowed(self.page, user)]
        self.texts, self.statuses = {}, {}
        with changes() as self.changed:
            self.ask(self.readers[0])
        for user in asking(world, name):
            if user not in self.statuses:
                self.ask(user)

    def ask(self, user):
        never = "" if sees_all(user) else FAR_AWAY
        status, text = ask(self.world.clients[user], "get", self.url, never=never)
        self.statuses[user] = self.known[user, self.url] = status
        if status == 200 and user in self.readers:
            self.texts[user] = text

    def refused_ways(self, user) -> set[str]:
        """The addresses in crumbs and menus of the page where the user may not go."""
        parts = "".join(WAYS.findall(self.texts[user]))
        ways = {unescape(href) for href in re.findall(r'<a\b[^>]*\bhref="(/[^"#?]*)', parts)}
        return {way for way in ways if self.status_of(user, way) in (403, 404)}

    def status_of(self, user, way):
        if (user, way) not in self.known:
            self.known[user, way], _text = ask(self.world.clients[user], "get", way)
        return self.known[user, way]


@pytest.fixture(scope="module")
def known():
    """The status of each address that a user has asked for."""
    return {}


@pytest.fixture(scope="module")
def read(world, known, bare_refusals, request):
    return Read(world, request.param, known)


@EACH
def test_a_page_opens_for_whom_it_should(read):
    got, page = read.statuses, read.page
    expected = {user: expected_of(page, user, page.get) for user in got}

    assert not (wrong := surprises(got, expected)), wrong
    assert any(got[user] in page.get for user in read.readers)


@EACH
def test_no_crumb_and_no_menu_leads_to_a_refusal(read):
    refused = {user: read.refused_ways(user) for user in read.texts if user != "nobody"}

    assert not any(refused.values()), refused


@EACH
def test_a_total_on_it_is_the_sum_of_its_column(read):
    wrong = {user: wrong_sums(text) for user, text in read.texts.items()}

    assert not any(wrong.values()), wrong


@EACH
def test_reading_it_changes_nothing(read):
    assert read.name in SHOWN_ONCE or not read.changed


@pytest.mark.parametrize("name", PAGES)
def test_an_empty_form_is_answered(world, name):
    page = PAGES[name]
    url = reverse(name, args=page.args(world))

    got = {user: ask(world.clients[user], "post", url)[0] for user in sending(world, name)}

    no_form = set() if page.posts else {405}
    answered = ANSWERED | page.get
    expected = {user: expected_of(page, user, answered) | no_form for user in got}
    assert not (wrong := surprises(got, expected)), wrong


def askers(world, page) -> list[str]:
    """All users; where a page takes no row, one user of each role, wherever it is held."""
    return [user for user in world.clients if page.kind == "row" or not user.endswith("_elsewhere")]


def asking(world, name) -> list[str]:
    """Users with the permission, and those without of each kind."""
    page = PAGES[name]
    allowed = [user for user in askers(world, page) if is_allowed(page, user)]
    return allowed + without(world, name)


def sending(world, name) -> list[str]:
    """A user with the permission, and those without of each kind."""
    page = PAGES[name]
    if not page.posts:
        return part_of(A_FEW, name)
    allowed = [user for user in askers(world, page) if is_allowed(page, user)]
    return part_of(allowed, name) + without(world, name)


def without(world, name) -> list[str]:
    """One user for each kind of refusal, the right role in another territory being a kind."""
    page, kinds = PAGES[name], {}
    for user in askers(world, page):
        if not is_allowed(page, user):
            right_role = user.removesuffix("_elsewhere") in page.may
            kinds.setdefault((*expected_of(page, user, set()), right_role), []).append(user)
    return [user for users in kinds.values() for user in part_of(users, name)]


def surprises(got, expected) -> dict:
    """By user: the status, and the expected ones."""
    return {user: (got[user], expected[user]) for user in got if got[user] not in expected[user]}


def sees_all(user: str) -> bool:
    """Whether people of the other district may be named to this user, in a picker or elsewhere."""
    return user.endswith("_elsewhere") or user in ("province", "administrator")


def ask(client, method, url, *, never: str = "") -> tuple[int | str, str]:
    """The status, or that a page names somebody whom it must not; and the page."""
    client.raise_request_exception = False
    cookies = deepcopy(client.cookies)  # signing out is rolled back too
    with transaction.atomic():
        response = getattr(client, method)(url)
        page = b"".join(response)  # reading it closes the file
        transaction.set_rollback(True)
    client.cookies = cookies
    html = page.decode() if "html" in response.get("Content-Type", "") else ""
    if response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL)):
        return "sign in" if "next=" in response.url else 302, html
    named = never and never.encode() in page
    return f"names {never}" if named else response.status_code, html


def expected_of(page, user, allowed: set) -> set:
    if is_allowed(page, user):
        return allowed
    if user == "nobody":
        return {"sign in"}
    return {404} if page.kind == "row" and user not in page.seen_by else {403}


def test_roles_in_two_places_never_add_up(world, as_user):
    user = UserFactory(role="verifier")
    AssignmentFactory(user=user, role="facilitator")
    world.elsewhere.facilitations.update(facilitator=user)
    client = as_user(user)

    here, elsewhere = (
        client.get(reverse("finance:record_meeting", args=[group.pk])).status_code
        for group in (world.group, world.elsewhere)
    )

    assert (here, elsewhere) == (403, 200)
