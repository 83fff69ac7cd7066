"""Each kind of page: nothing for axe to say, nothing to push sideways, a quiet console."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("name", ["account_login", "help"])
def test_pages_for_everyone(page, axe, no_sideways_scroll, name, width):
    page.set_viewport_size({"width": width, "height": 740})

    page.goto(reverse(name))

    axe(page)
    no_sideways_scroll(page)


@pytest.mark.parametrize("width", [360, 1366])
@pytest.mark.parametrize("role", ["facilitator", "verifier", "auditor"])
def test_home(page, sign_in, axe, no_sideways_scroll, role, width):
    page.set_viewport_size({"width": width, "height": 740})
    sign_in(page, UserFactory(role=role))

    page.goto(reverse("home"))

    axe(page)
    no_sideways_scroll(page)
