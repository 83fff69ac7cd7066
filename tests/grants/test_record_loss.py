"""Losses of goods move their value to an expense book (S1); cancelling a loss reverses it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance.reports.balance_sheet import balance_sheet
from foundation.rules import RuleBroken
from grants.selection.models import Award
from grants.spending.actions.follow_up import cancel_loss, record_loss
from tests.conftest import TODAY
from tests.factories import jpeg
from tests.grants.factories import DAY, LossFactory
from tests.grants.spending import CATTLE, PICTURE, STALL, buy, facilitator_of, in_hand
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

made = shared(in_hand)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made.pk)


def lose(purchase, amount=9_225_000, **more):
    usual = {"kind": "died", "date": TODAY, "explanation": "Sakit", "letter": PICTURE}
    by = facilitator_of(purchase.award)
    return record_loss(purchase=purchase, amount=amount, today=TODAY, by=by, **usual | more)


def test_a_dead_animal_is_an_expense_at_its_cost(award):
    cow = buy(award, CATTLE, 9_225_000)

    lose(cow)

    now = balance_sheet(award.group)
    assert (now.herd, now.result, now.bank) == (0, -9_225_000, 20_775_000)


def test_a_part_may_be_lost(award):
    stall = buy(award, STALL, 5_000_000)
    lose(stall, 2_000_000, kind="lost")

    with pytest.raises(RuleBroken, match=r"Rp3.000.000 at most"):
        lose(stall, 3_000_001, kind="lost")


def test_what_was_used_up_has_no_value_to_lose(award):
    feed = buy(award)

    with pytest.raises(RuleBroken, match="used up"):
        lose(feed, 100_000)


def test_nothing_is_lost_before_it_was_bought(award):
    cow = buy(award, CATTLE, 9_225_000)

    with pytest.raises(RuleBroken, match="before it was bought"):
        lose(cow, date=TODAY - DAY)


def test_what_was_found_again_is_in_the_books_again(award):
    loss = lose(buy(award, CATTLE, 9_225_000), kind="stolen")

    cancel_loss(loss=loss, reason="Ketemu", today=TODAY, by=facilitator_of(award))

    assert balance_sheet(award.group).herd == 9_225_000


def test_a_loss_is_taken_back_once(award):
    loss = lose(buy(award, CATTLE, 9_225_000))
    by = facilitator_of(loss.purchase.award)
    cancel_loss(loss=loss, reason="Ketemu", today=TODAY, by=by)

    with pytest.raises(RuleBroken, match="taken back a moment ago"):
        cancel_loss(loss=loss, reason="Ketemu", today=TODAY, by=by)


def test_the_database_loses_no_more_than_was_bought(award):
    stall, _another = (buy(award, STALL, 2_000_000, item="Kandang") for _time in range(2))

    with pytest.raises(IntegrityError, match="for no less"), transaction.atomic():
        LossFactory(purchase=stall, amount=2_000_001)


def test_the_page_keeps_the_letter(as_user, award):
    cow = buy(award, CATTLE, 9_225_000)
    page = reverse("grants:record_loss", args=[cow.pk])
    client = as_user(facilitator_of(cow.award))
    form = client.get(page).context["form"]

    client.post(
        page,
        {
            "kind": "died",
            "date": TODAY.isoformat(),
            "amount": form["amount"].value(),
            "explanation": "Sakit tiga hari",
            "letter": SimpleUploadedFile("surat.jpg", jpeg()),
            "submission": form["submission"].value(),
        },
    )

    assert cow.losses.get().amount == 9_225_000


def test_the_page_takes_a_loss_back(as_user, award):
    loss = lose(buy(award, CATTLE, 9_225_000), kind="stolen")
    page = reverse("grants:cancel_loss", args=[loss.pk])
    client = as_user(facilitator_of(loss.purchase.award))
    form = client.get(page).context["form"]

    client.post(page, {"reason": "Ketemu", "submission": form["submission"].value()})

    loss.refresh_from_db()
    assert loss.is_cancelled
