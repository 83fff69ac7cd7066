"""Cancelling a purchase reverses its entries and keeps the row."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from finance import ledger
from foundation.rules import RuleBroken
from grants.spending.actions.purchases import cancel_purchase
from grants.spending.reports.spending import spending
from tests.conftest import TODAY
from tests.grants.factories import LossFactory
from tests.grants.spending import CATTLE, buy, facilitator_of, in_hand, reviewed, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def take_back(purchase):
    by = facilitator_of(purchase.award)
    cancel_purchase(purchase=purchase, reason="Salah ketik", today=TODAY, by=by)


def test_its_entries_are_reversed_and_it_counts_no_more(award):
    cow = buy(award, CATTLE, 9_450_000)

    take_back(cow)

    assert {book.kind: book.balance for book in award.group.books.all()} == {
        "bank": 30_000_000,
        "grant": 30_000_000,
        "herd": 0,
        "capital": 0,
    }
    assert spending(award).left == 30_000_000


def test_its_line_is_free_again(award):
    take_back(buy(award, CATTLE, 20_000_000))

    again = buy(award, CATTLE, 20_000_000)

    assert spending(award).purchases_in_force == [again]


def test_only_once():
    cow = buy(in_hand(), CATTLE, 9_450_000)
    take_back(cow)

    with pytest.raises(RuleBroken, match="was taken back"):
        take_back(cow)


def test_not_while_its_report_is_with_the_verifier(award):
    feed = buy(award)
    sent(award)

    with pytest.raises(RuleBroken, match="report was sent"):
        take_back(feed)


def test_again_once_the_report_was_returned(award):
    feed = buy(award)
    reviewed(award, accepted=False)

    take_back(feed)

    assert spending(award).left == 30_000_000


def test_not_what_is_known_to_be_lost(award):
    cow = buy(award, CATTLE, 9_450_000)
    LossFactory(purchase=cow)

    with pytest.raises(RuleBroken, match="Take the loss back first"):
        take_back(cow)


def test_the_database_reverses_both_entries_or_none():
    cow = buy(in_hand(), CATTLE, 9_450_000)

    with pytest.raises(IntegrityError, match="reversed with"):
        reverse_half(cow)


@transaction.atomic
def reverse_half(purchase) -> None:
    ledger.reverse([purchase.entry], date=TODAY, reason="sebagian", by=purchase.by)
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_page_takes_a_purchase_back(as_user):
    cow = buy(in_hand(), CATTLE, 9_450_000)
    page = reverse("grants:cancel_purchase", args=[cow.pk])
    client = as_user(facilitator_of(cow.award))
    submission = client.get(page).context["form"]["submission"].value()

    answer = client.post(page, {"reason": "Salah ketik", "submission": submission}, follow=True)

    assert answer.redirect_chain[-1][0] == reverse("grants:spending", args=[cow.award_id])
    assert "Dibatalkan" in answer.content.decode()
