"""The lists of the office on the office's screen and on a phone."""

from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories import UserFactory
from tests.full import WALKS
from tests.office_lists import NAMED
from tests.world import WITH_PLACE

ENOUGH = 15  # rows to be seen at once
ABOVE_THE_FOLD = """rows => rows.filter(row => {
    const {top, bottom} = row.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
}).length"""


def open_list(page, sign_in, name, count=ENOUGH + 1):
    of = NAMED[name]
    with transaction.atomic():  # rows of one decree and one plan
        url = reverse(name, args=of.make(count))
    sign_in(page, UserFactory(role=of.role))
    page.goto(f"{url}?{urlencode(of.base)}")


@pytest.mark.parametrize("name", list(NAMED) if WALKS else list(NAMED)[::4])
def test_fifteen_rows_are_seen_at_once(page, sign_in, transactional_db, name):
    page.set_viewport_size({"width": 1366, "height": 768})
    open_list(page, sign_in, name)

    assert page.locator(".list tbody tr").evaluate_all(ABOVE_THE_FOLD) >= ENOUGH


@pytest.mark.parametrize("role", ["facilitator", "administrator", *WITH_PLACE])
def test_the_menu_stands_on_one_line(page, sign_in, transactional_db, role):
    page.set_viewport_size({"width": 1366, "height": 768})
    sign_in(page, UserFactory(role=role, name="Ratna Puspitasari"))
    page.goto(reverse("help"))

    assert page.locator(".topbar").bounding_box()["height"] < 70
    menu = page.get_by_role("navigation", name="Menu utama")
    expect(menu.locator(f'a[href="{reverse("help")}"]')).to_be_visible()


def test_a_heading_sorts_and_keeps_the_place_of_the_keyboard(page, sign_in, transactional_db):
    open_list(page, sign_in, "groups:groups", 3)

    page.get_by_role("link", name="Usaha").click()

    expect(page.locator("[aria-sort=ascending]")).to_have_text("Usaha")
    expect(page.locator("#sort-business")).to_be_focused()
    page.get_by_role("link", name="Usaha").click()
    expect(page.locator("[aria-sort=descending]")).to_have_text("Usaha")


def test_a_row_is_a_card_on_a_phone(page, sign_in, transactional_db, axe, no_sideways_scroll):
    open_list(page, sign_in, "groups:groups", 3)

    row = page.locator(".list tbody tr").first
    name, village = (row.locator(cell).first.bounding_box() for cell in ("th", "td"))
    assert village["y"] >= name["y"] + name["height"]
    no_sideways_scroll(page)
    axe(page)
