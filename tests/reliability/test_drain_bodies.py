"""Bar, row 51: a body that is too large is refused by its length alone, and logged in a line."""

import inspect
import logging

import pytest
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from foundation.bodies import FILES, TYPED
from foundation.log_lines import OneLine
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db
FORM = "multipart/form-data; boundary=x"


class Unread:
    """A body that nobody may read."""

    def read(self, *_size):
        raise AssertionError("The body was read.")

    readline = read


def send(client, url: str, length: int):
    sent = {"CONTENT_TYPE": FORM, "CONTENT_LENGTH": str(length), "wsgi.input": Unread()}
    return client.generic("POST", url, **sent)


def test_a_stranger_sends_no_large_body(client):
    answer = send(client, reverse("account_login"), TYPED + 1)

    assert answer.status_code == 413
    assert "Ini terlalu besar untuk dikirim." in answer.text


def test_files_may_be_larger_for_whom_is_signed_in(as_user, client):
    group = GroupFactory()
    facilitator = group.facilitations.get().facilitator
    url = reverse("grants:enter_account", args=[group.pk])

    assert send(client, url, FILES).headers["Location"].startswith(reverse("account_login"))
    assert send(as_user(facilitator), url, FILES + 1).status_code == 413
    with pytest.raises(AssertionError, match="was read"):
        send(as_user(facilitator), url, FILES)


def views(patterns) -> list:
    return [
        view
        for each in patterns
        for view in ([each.callback] if isinstance(each, URLPattern) else views(each.url_patterns))
    ]


def test_views_that_read_files_say_how_large():
    ours = [view for view in views(get_resolver().url_patterns) if "views" in view.__module__]
    reading = [view for view in ours if "request.FILES" in inspect.getsource(inspect.unwrap(view))]

    assert len(reading) > 15
    assert [view for view in reading if not hasattr(view, "most_bytes")] == []


def test_a_refusal_is_one_line():
    try:
        raise ValueError("too large\nthe next")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "", 1, str(error), None, (1, error, None))

    assert OneLine().format(record) == "too large the next"
    assert logging.getLogger("django.security").handlers[0].formatter.__class__ is OneLine
    assert not logging.getLogger("django.security").propagate
