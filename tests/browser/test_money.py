"""Pages of money at the office's width, forms with errors included: axe and horizontal overflow.

`test_every_page.py` runs axe at the phone's width.
"""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import GroupFactory, OfficeFactory, UserFactory
from tests.finance.stock import facilitator_of, save, stock

CHOICES = ["cash_out", "cash_in"]
FORMS = [
    "withdraw_savings",
    "give_help",
    "record_expense",
    "move_to_bank",
    "move_from_bank",
    "record_interest",
    "pay_principal",
    "count_cash",
    "record_opening",
]


@pytest.fixture
def group(transactional_db):
    group = GroupFactory(members=10)
    today = timezone.localdate()
    stock(group, date=today, cash=535_000, bank=1_300_000, iks=200_000)
    for member in group.memberships.all():
        save(member, date=today, pokok=50_000, wajib=120_000, sukarela=member.number * 10_000)
    OfficeFactory(membership=group.memberships.get(number=2), post="treasurer")
    return group


@pytest.fixture
def look_at(page, axe, no_sideways_scroll):
    """`look_at(page)`: axe at the office's width."""

    def look(page) -> None:
        page.set_viewport_size({"width": 1366, "height": 740})
        axe(page)
        no_sideways_scroll(page)

    return look


def test_pages_of_a_group(page, sign_in, look_at, group):
    sign_in(page, facilitator_of(group))

    for name in [*CHOICES, *FORMS, "change_rules"]:
        page.goto(reverse(f"finance:{name}", args=[group.pk]))

        look_at(page)


def test_mistakes_on_them(page, sign_in, look_at, group):
    sign_in(page, facilitator_of(group))

    for name in FORMS:
        page.goto(reverse(f"finance:{name}", args=[group.pk]))
        page.fill("input[data-day]", "2020-01-01")
        page.click("main form button.btn-primary")

        assert page.locator("#errors").is_visible(), name
        look_at(page)


def test_a_member_leaves(page, sign_in, look_at, group):
    sign_in(page, facilitator_of(group))
    member = group.memberships.get(number=2)

    page.goto(reverse("finance:release_member", args=[member.pk]))
    look_at(page)
    page.check("text=Pindah")
    page.click("main form button.btn-primary")

    assert "Rp190.000" in page.locator(".notice-ok").inner_text()


def test_an_entry_is_put_right(page, sign_in, look_at, group):
    sign_in(page, facilitator_of(group))
    entry = group.entries.filter(credit__kind="wajib").first()

    page.goto(reverse("finance:reverse_entry", args=[entry.pk]))
    look_at(page)
    page.fill("[name=reason]", "salah ketik")
    page.fill("[name=wajib]", "10000")
    page.fill("[name=sukarela]", "110.000")
    page.click("main form button.btn-primary")

    assert page.url.endswith(reverse("finance:entry", args=[entry.pk]))
    look_at(page)


def test_a_month_is_closed(page, sign_in, look_at, group):
    sign_in(page, UserFactory(role="head"))
    today = timezone.localdate()
    before = (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)

    page.goto(reverse("finance:periods", args=[group.pk]))
    look_at(page)
    page.goto(reverse("finance:close_period", args=[group.pk, *before]))
    look_at(page)
    page.click("main form button.btn-primary")

    assert page.url.endswith(reverse("finance:periods", args=[group.pk]))


def test_what_is_left_shows_before_it_is_sent(page, sign_in, group):
    sign_in(page, facilitator_of(group))
    member = group.memberships.get(number=7)

    page.goto(reverse("finance:withdraw_savings", args=[group.pk]))
    page.select_option("[name=membership]", str(member.pk))
    page.fill("[name=amount]", "50000")

    facts = page.locator(".facts").inner_text()
    assert "Rp70.000" in facts
    assert "Rp20.000" in facts
