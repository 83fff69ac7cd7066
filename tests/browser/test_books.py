"""The books at each width: axe and horizontal overflow."""

import re

import pytest
from django.urls import reverse

from finance import ledger
from finance.models import Book
from tests.factories import (
    DisputeFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    UserFactory,
)
from tests.finance.posting import DAY, TODAY, pay_in, pay_out


@pytest.fixture
def group(transactional_db):
    group = GroupFactory()
    MeetingFactory(group=group, date=TODAY - DAY)
    for member in MembershipFactory.create_batch(3, group=group):
        pay_in(member, 10_000, TODAY - DAY, kind=Book.Kind.WAJIB)
        pay_in(member, 5_000, TODAY - DAY, kind=Book.Kind.IKS)
    pay_out(member, 2_000, kind=Book.Kind.IKS, note="sakit tipes")
    wrong = pay_in(member, 100_000)
    ledger.reverse([wrong], date=TODAY, reason="salah ketik", by=group.registered_by)
    DisputeFactory(entry=pay_in(member, 1_000))
    return group


def test_each_page(page, sign_in, axe, no_sideways_scroll, group):
    sign_in(page, UserFactory(role="verifier"))
    member = group.memberships.last()
    addresses = [
        reverse(f"finance:{name}", args=[group.pk]) for name in ("savings", "cash", "dues", "books")
    ]
    addresses += [
        reverse("finance:savings_book", args=[member.pk]),
        reverse("finance:savings_book", args=[member.pk]) + "?since=2026-02-02&until=2026-01-01",
        reverse("finance:book", args=[ledger.book(group, Book.Kind.CASH).pk]),
        reverse("finance:disputes"),
        reverse("finance:answer_dispute", args=[group.disputes.get().pk]),
    ]

    for address in addresses:
        page.goto(address)
        for width in (1366, 360):
            page.set_viewport_size({"width": width, "height": 740})
            axe(page)
        no_sideways_scroll(page)


def test_print_hides_what_paper_cannot_use(page, sign_in, group):
    sign_in(page, UserFactory(role="verifier"))
    page.goto(reverse("finance:savings_book", args=[group.memberships.last().pk]))

    page.emulate_media(media="print")

    assert not page.get_by_role("link", name="Perbaiki").first.is_visible()
    assert not page.get_by_role("button", name="Saring").is_visible()
    assert page.get_by_role("table").is_visible()


def sheets(page) -> int:
    return len(re.findall(rb"/Type /Page\b", page.pdf(prefer_css_page_size=True)))


@pytest.mark.parametrize("name", ["savings", "cash", "dues"])
def test_a_short_book_prints_on_one_sheet(page, sign_in, group, name):
    """No sheet holds the heading alone: a part that lies across would begin another."""
    sign_in(page, UserFactory(role="verifier"))

    page.goto(reverse(f"finance:{name}", args=[group.pk]))

    assert sheets(page) == 1


def test_a_year_of_dues_fits_on_paper_that_lies_across(page, sign_in, group):
    MeetingFactory(group=group, date=TODAY - 330 * DAY)
    sign_in(page, UserFactory(role="verifier"))
    page.goto(reverse("finance:dues", args=[group.pk]))

    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1046, "height": 716})  # A4 without Chromium's margins

    assert page.evaluate("document.documentElement.scrollWidth") <= 1046
