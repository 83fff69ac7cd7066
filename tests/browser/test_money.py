"""Pages of money: nothing for axe to say, nothing to push sideways, mistakes too."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import GroupFactory, OfficeFactory
from tests.finance.stock import facilitator_of, save, stock

OF_A_GROUP = [
    "cash_out", "withdraw_savings", "give_help", "record_expense", "move_to_bank",
    "cash_in", "move_from_bank", "record_interest", "pay_principal",
    "count_cash", "record_opening", "change_rules",
]  # fmt: skip
FORMS = [name for name in OF_A_GROUP if name not in ("cash_out", "cash_in")]


@pytest.fixture
def group(transactional_db):
    group = GroupFactory(members=10)
    today = timezone.localdate()
    stock(group, date=today, cash=535_000, bank=1_300_000, iks=200_000)
    for member in group.memberships.all():
        save(member, date=today, pokok=50_000, wajib=120_000, sukarela=member.number * 10_000)
    OfficeFactory(membership=group.memberships.get(number=2), post="treasurer")
    return group


def look_at(page, axe, no_sideways_scroll):
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 740})
        axe(page)
    no_sideways_scroll(page)


def test_pages_of_a_group(page, sign_in, axe, no_sideways_scroll, group):
    sign_in(page, facilitator_of(group))

    for name in OF_A_GROUP:
        page.goto(reverse(f"finance:{name}", args=[group.pk]))

        look_at(page, axe, no_sideways_scroll)


def test_mistakes_on_them(page, sign_in, axe, no_sideways_scroll, group):
    sign_in(page, facilitator_of(group))

    for name in FORMS:
        page.goto(reverse(f"finance:{name}", args=[group.pk]))
        page.fill("input[type=date]", "2020-01-01")
        page.click("main form button")

        assert page.locator("#errors").is_visible(), name
        look_at(page, axe, no_sideways_scroll)
