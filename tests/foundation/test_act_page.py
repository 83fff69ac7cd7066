"""The page of an act, with an act and a form of the test's own."""

import pytest
from django import forms
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from foundation.acts import Crumb, act_page, posted
from foundation.rules import RuleBroken
from foundation.submissions import SubmitOnceForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


class NameForm(forms.Form):
    name = forms.CharField()


class NameOnceForm(SubmitOnceForm, NameForm):
    pass


@pytest.fixture
def sent(rf):
    """`sent(name="Siti")`: a request that posts this; without anything, one that only looks."""
    user = UserFactory()

    def request(**typed):
        request = rf.post("/act/", typed) if typed else rf.get("/act/")
        request.user, request.session = user, {}
        request._messages = FallbackStorage(request)
        return request

    return request


def page(request, form_class=NameForm, **more):
    given = {
        "act": lambda name: name.upper(),
        "title": "Name it",
        "button": "Name",
        "back": "/names/",
    }
    return act_page(request, form=form_class(posted(request)), **given | more)


def said(request) -> list[str]:
    return [str(message) for message in get_messages(request)]


def test_a_page_that_is_only_shown_does_nothing(sent):
    response = page(sent(), act=lambda **_typed: pytest.fail("done"))

    assert response.status_code == 200
    assert "Name it" in response.content.decode()


def test_it_acts_says_so_and_goes_back(sent):
    request = sent(name="Siti")

    response = page(request, done="Named.")

    assert (response.status_code, response.url) == (302, "/names/")
    assert said(request) == ["Named."]


def test_message_and_address_may_depend_on_what_was_made(sent):
    request = sent(name="Siti")

    response = page(request, done=lambda made: f"{made}!", then=lambda made: f"/{made}/")

    assert response.url == "/SITI/"
    assert said(request) == ["SITI!"]


def test_a_form_with_a_mistake_comes_back_as_typed(sent):
    response = page(sent(name="", other="x"), act=lambda **_typed: pytest.fail("done"))

    assert response.status_code == 422
    assert 'id="errors"' in response.content.decode()


def test_a_broken_rule_is_an_error_of_its_field(sent):
    def refuse(name):
        raise RuleBroken("Not this one.", field="name")

    request = sent(name="Siti")
    response = page(request, act=refuse, done="Named.")

    html = response.content.decode()
    assert response.status_code == 422
    assert '<a class="tall" href="#id_name">Not this one.</a>' in html
    assert 'value="Siti"' in html
    assert said(request) == []


def test_a_form_with_a_submission_acts_once(sent):
    calls = []
    typed = {"name": "Siti", "submission": "5a4f3c6e-0d4f-4c5b-9a43-3d6ad3f2a001"}

    first, second = sent(**typed), sent(**typed)
    answers = [
        page(each, NameOnceForm, act=lambda **typed: calls.append(typed))
        for each in (first, second)
    ]

    assert calls == [{"name": "Siti"}]
    assert [answer.url for answer in answers] == ["/names/", "/names/"]


def test_the_way_ends_with_the_pages_own_name(sent):
    html = page(sent(), crumbs=[Crumb("Names", "/names/"), Crumb("Closed")]).content.decode()

    assert '<li><a href="/names/">Names</a></li><li>Closed</li><li>Name it</li>' in html
    assert "<title>Name it – Closed" in html
