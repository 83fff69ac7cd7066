"""The meeting sheet of ten members on a phone."""

import pytest
from django.urls import reverse

from groups.models import Meeting
from tests.factories import GroupFactory, MembershipFactory, PersonFactory

NAMES = ["Siti Aminah", "Sri Wahyuni", "Wagiman", "Tumini", "Suparti"]
NAMES += ["Ngatemi", "Slamet Riyadi", "Rukmini", "Sumiati", "Kasiyem"]


@pytest.fixture
def group(transactional_db):
    group = GroupFactory(name="Mawar 3")
    for name in NAMES:
        MembershipFactory(group=group, person=PersonFactory(name=name))
    return group


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def sheet(page, sign_in, group, facilitator):
    """The page of the sheet of ten members."""
    sign_in(page, facilitator)
    page.goto(reverse("finance:record_meeting", args=[group.pk]))
    return page


def cell(page, name, column):
    row = page.locator(".sheet-row", has=page.locator("legend", has_text=name))
    return row.locator(f"[data-column={column}]")


def tick(page, name):
    row = page.locator(".sheet-row", has=page.locator("legend", has_text=name))
    return row.locator(".tick")


def count(page, amount):
    page.locator("#id_counted").fill(str(amount))


def save(page):
    page.locator("#save").click()


def receipt(page):
    page.wait_for_url(lambda url: "/record/" not in url)
    return Meeting.objects.get()
