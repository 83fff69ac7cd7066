"""A group of ten is formed on a phone, from the village's register to the decree."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from groups.models import Group
from tests.browser.test_meeting_sheet import Hand
from tests.factories import GroupFactory, ProgrammeFactory, UserFactory
from tests.groups.registers.files import KK, row, taken_over

POSTS = ["chair", "secretary", "treasurer"]
NAMES = ["AMINAH", "RIYADI", "SULASTRI", "PONIMAN", "KARTINI", "BUDIARTO", "MUNTIAH", "JUWARIYAH"]
NAMES += ["LESTARI", "SUTRISNO", "TUMINI", "HANDOYO"]
A_TAP, A_KEY = 3, 1  # seconds, slow ones: with the look for the next place


@pytest.fixture
def village(db):
    """Twelve families of the village's register; the facilitator has a group there already."""
    ProgrammeFactory(name="KUBE 2026", poverty_list="DTSEN")
    by = UserFactory(role="operator")
    people = [
        row(
            number,
            f"WARGA {name}",
            nik=f"35070757058{50000 + number}",
            kk=f"{int(KK) + number}",
            relation="Kepala Keluarga",
        )
        for number, name in enumerate(NAMES, start=1)
    ]
    taken_over(*people, by=by)


def choose(hand: Hand, place, value: str) -> None:
    """Open the native select and tap what is chosen."""
    hand.tap(place)
    place.select_option(value)
    hand.taps += 1


def pick_ten(page, hand: Hand) -> None:
    hand.tap(page.locator("#id_q"))
    hand.type("warga")
    with page.expect_response(lambda answer: "q=warga" in answer.url and answer.ok):
        hand.tap(page.locator("form[role=search] .filter-acts button"))
    expect(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)
    for box in page.locator("input[name=picked]").all()[:10]:
        hand.tap(box)
    hand.tap(page.locator("button[value=begin]"))


def fill_in(page, hand: Hand, founded: datetime.date) -> None:
    hand.tap(page.locator("#id_name"))
    hand.type("Mawar Baru")
    assert page.locator("#id_village").input_value()  # the village of whom was picked
    choose(hand, page.locator("#id_programme"), f"{ProgrammeFactory(name='KUBE 2026').pk}")
    hand.tap(page.locator("#id_formed_on"))
    hand.type(f"{founded:%d/%m/%Y}")
    choose(hand, page.locator("#id_business"), "goats")
    hand.tap(page.locator("#id_usual_place"))
    hand.type("Balai dusun")
    for number, post in enumerate(POSTS):
        choose(hand, page.locator(f"#id_members-{number}-post"), post)
    hand.tap(page.locator("form .btn-primary.btn-tall"))


def test_from_the_register_to_the_decree(page, sign_in, village):
    facilitator = UserFactory(role="facilitator")
    GroupFactory(facilitator=facilitator)
    hand = Hand(page)
    sign_in(page, facilitator)
    page.goto(reverse("groups:groups"))

    hand.tap(page.locator(f'main a[href="{reverse("groups:begin_group")}"]').first)
    hand.tap(page.locator(f'main a[href="{reverse("groups:find_people")}"]').first)
    pick_ten(page, hand)
    fill_in(page, hand, timezone.localdate() - datetime.timedelta(days=2))
    page.wait_for_url(re.compile(r"/groups/\d+/forming/"))
    group = Group.objects.get(name="Mawar Baru")
    hand.tap(page.locator(f'a[href="{reverse("groups:propose_forming", args=[group.pk])}"]'))
    hand.tap(page.locator("#id_led_by"))
    hand.type("Suwarno, kepala dusun")
    hand.tap(page.locator("#id_decisions"))
    hand.type("Nama disepakati. Ketua, sekretaris, bendahara dipilih. Wajib 10.000, IKS 5.000.")
    hand.tap(page.locator("form .btn-primary.btn-tall"))
    page.wait_for_url(re.compile(r"/groups/\d+/forming/$"))

    assert group.memberships.count() == 10
    assert hand.taps * A_TAP + hand.keys * A_KEY < 600, (hand.taps, hand.keys)
    assert hand.taps <= 35, hand.taps
    assert hand.keys <= 150, hand.keys

    sign_in(page, UserFactory(role="verifier"))
    page.goto(reverse("groups:check_forming", args=[group.pk]))
    page.locator("#id_is_fit_0").check()
    for name in ("poverty_list", "nik"):
        if page.locator(f"#id_{name}").count():
            page.locator(f"#id_{name}").fill("Dilihat pada kartu")
    page.locator("form .btn-primary.btn-tall").click()
    page.wait_for_url(re.compile(r"/groups/\d+/forming/$"))

    sign_in(page, UserFactory(role="approver"))
    page.goto(reverse("groups:sign_forming", args=[group.pk]))
    page.locator("form .btn-primary.btn-tall").click()
    page.wait_for_url(re.compile(r"/papers/\d+/"))

    assert group in Group.objects.formed()
