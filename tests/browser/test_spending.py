"""A grant's use, its report and follow-up, at the phone's and the office's width."""

import pytest
from django.urls import reverse

from grants.selection.models import Award
from grants.spending.actions.follow_up import record_loss
from grants.spending.actions.purchases import cancel_purchase
from tests.conftest import TODAY
from tests.factories import MembershipFactory, PersonFactory, UserFactory
from tests.grants.factories import officers
from tests.grants.spending import (
    CATTLE,
    FEED,
    PHOTO,
    STALL,
    WORKED,
    buy,
    facilitator_of,
    in_hand,
    reviewed,
    sent,
    write,
)


@pytest.fixture
def award(transactional_db) -> Award:
    """A cow bought and lost, a stall, feed; one purchase cancelled."""
    award = in_hand(WORKED)
    officers(award.group)
    whole = {"receipt": PHOTO, "second_offer": PHOTO, "health_letter": PHOTO}
    cow = buy(award, CATTLE, 9_450_000, tag="AB-350712", **whole)
    buy(award, CATTLE, 9_225_000, tag="AB-350713", **whole)
    buy(award, STALL, 5_000_000, item="Kandang bambu dua petak", receipt=PHOTO)
    wrong = buy(award, FEED, 450_000, receipt=PHOTO)
    by = facilitator_of(award)
    cancel_purchase(purchase=wrong, reason="Salah ketik jumlahnya", today=TODAY, by=by)
    buy(award, FEED, 4_500_000, item="Konsentrat 30 karung", receipt=PHOTO)
    record_loss(
        purchase=cow,
        kind="died",
        amount=9_450_000,
        date=TODAY,
        letter=PHOTO,
        explanation="Sakit tiga hari, lalu mati.",
        today=TODAY,
        by=by,
    )
    return award


def look(page, axe, no_sideways_scroll, *addresses) -> None:
    for address in addresses:
        page.goto(address)
        axe(page)
        no_sideways_scroll(page)


def test_the_facilitators_pages(page, sign_in, axe, no_sideways_scroll, award):
    cow = award.purchases.first()
    sign_in(page, facilitator_of(award))

    look(
        page,
        axe,
        no_sideways_scroll,
        reverse("grants:spending", args=[award.pk]),
        reverse("grants:record_purchase", args=[award.pk, CATTLE]),
        reverse("grants:purchase", args=[cow.pk]),
        reverse("grants:write_report", args=[award.pk]),
        reverse("grants:report", args=[write(award).pk]),
        reverse("grants:reports"),
    )


def test_the_verifiers_pages(page, sign_in, axe, no_sideways_scroll, award):
    in_hand()
    report = sent(award)
    sign_in(page, UserFactory(role="verifier"))

    look(
        page,
        axe,
        no_sideways_scroll,
        reverse("grants:reports"),
        reverse("grants:report", args=[report.pk]),
        reverse("grants:review_report", args=[report.pk]),
    )


def test_what_is_left_is_given_back(page, sign_in, axe, no_sideways_scroll, transactional_db):
    award = reviewed(in_hand()).award
    sign_in(page, facilitator_of(award))
    page.goto(reverse("grants:spending", args=[award.pk]))
    page.get_by_role("link", name="Catat pengembalian").click()
    page.get_by_label("nomor STS").fill("STS/900/2026")
    page.get_by_role("button", name="Simpan pengembalian").click()

    page.get_by_text("Menunggu bank").first.wait_for()
    axe(page)
    no_sideways_scroll(page)
    assert award.refunds.get().amount == 30_000_000


def test_the_members_page(page, sign_in, axe, no_sideways_scroll, award):
    member = UserFactory(role="member", name="Siti Aminah")
    MembershipFactory(group=award.group, person=PersonFactory(user=member))
    sign_in(page, member)

    look(page, axe, no_sideways_scroll, reverse("finance:my"), reverse("grants:my_grant"))
