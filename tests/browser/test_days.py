"""A date field shows day/month/year in a browser of any language, and offers its calendar."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import UserFactory


@pytest.fixture
def page(browser, live_server):
    """An English Chrome, as on most computers of an office."""
    context = browser.new_context(base_url=live_server.url, locale="en-US")
    yield context.new_page()
    context.close()


def test_the_calendar_fills_in_a_day_in_our_order(page, sign_in, transactional_db, axe):
    sign_in(page, UserFactory(role="head"))
    page.goto(f"{reverse('papers:papers')}?since=2026-03-04")
    field = page.locator("#id_since")
    expect(field).to_have_value("04/03/2026")

    expect(page.get_by_role("button", name="Kalender").first).to_be_visible()
    axe(page)
    page.locator("#id_since + .calendar input").evaluate(
        """picker => { picker.value = "2026-04-05"; picker.dispatchEvent(new Event("change")); }"""
    )

    page.wait_for_url("**since=05%2F04%2F2026*")
    expect(field).to_have_value("05/04/2026")


def test_the_label_stands_above_and_the_calendar_is_drawn(page, sign_in, transactional_db):
    sign_in(page, UserFactory(role="head"))
    page.goto(reverse("papers:add_official"))

    label, field = page.locator("label[for=id_since]"), page.locator("#id_since")
    icon = page.locator("#id_since + .calendar svg")

    expect(icon).to_be_visible()
    assert icon.evaluate("each => getComputedStyle(each).stroke") != "none"
    above, below = label.bounding_box(), field.bounding_box()
    assert above["y"] + above["height"] <= below["y"]
