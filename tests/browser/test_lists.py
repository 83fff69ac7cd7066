"""Filters and pagination replace the main part by htmx, and work without JavaScript."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from foundation.pagination import ROWS
from tests.factories import GroupFactory, UserFactory


@pytest.fixture
def groups(db):
    for number in range(ROWS + 1):
        GroupFactory(name=f"Melati {number:02}", business="cattle", members=1)
    return GroupFactory(name="Anggrek", business="fish", members=1)


@pytest.fixture
def open_list(page, sign_in, groups):
    """The list of groups with a mark in the DOM, which a full page load removes."""
    sign_in(page, UserFactory(role="head"))
    page.goto(reverse("groups:groups"))
    page.evaluate("window.isSamePage = true")
    return page


def test_a_chosen_filter_narrows_the_list_at_once(open_list):
    open_list.locator("details > summary").first.click()
    with open_list.expect_response(lambda answer: "business=fish" in answer.url):
        open_list.locator("#id_business").select_option("fish")

    expect(open_list.get_by_text("Anggrek")).to_be_visible()
    expect(open_list.get_by_text("Melati 01")).to_have_count(0)
    assert open_list.evaluate("window.isSamePage") is True
    assert "business=fish" in open_list.url
    assert open_list.locator("#id_business").input_value() == "fish"


def test_the_next_page_comes_without_another_page_load(open_list):
    open_list.get_by_role("link", name="Berikutnya").click()

    expect(open_list.get_by_text("Melati 25")).to_be_visible()
    assert open_list.evaluate("window.isSamePage") is True
    assert "page=2" in open_list.url


def test_the_way_back_reads_the_list_again(open_list):
    open_list.get_by_role("link", name="Berikutnya").click()
    expect(open_list.get_by_text("Melati 25")).to_be_visible()

    open_list.go_back()

    expect(open_list.get_by_text("Anggrek")).to_be_visible()


def test_no_page_is_kept_in_the_browser_for_the_next_user(open_list):
    open_list.get_by_role("link", name="Berikutnya").click()
    expect(open_list.get_by_text("Melati 25")).to_be_visible()

    kept = open_list.evaluate("JSON.stringify({...sessionStorage, ...localStorage})")
    assert "Melati" not in kept
