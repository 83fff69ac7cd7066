"""Refunds of the remainder, which count once matched with the bank's statement."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance.models import Book
from foundation.rules import RuleBroken
from grants.payment.actions.refunds import cancel_refund, record_refund
from grants.payment.rules.references import is_reference
from grants.payment.rules.refunds import next_reference
from grants.spending.models import State
from grants.spending.reports.paid_grants import paid_grant
from tests.conftest import TODAY
from tests.grants.factories import RefundFactory
from tests.grants.spending import (
    CATTLE,
    FEED,
    PICTURE,
    STALL,
    WORKED,
    buy,
    facilitator_of,
    in_hand,
    matched,
    reviewed,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def with_accepted_report(award=None):
    """The worked example, its report accepted: 725.000 are left."""
    award = award or in_hand(WORKED)
    buy(award, CATTLE, 9_450_000, tag="A", second_offer=PICTURE)
    buy(award, CATTLE, 9_225_000, tag="B", second_offer=PICTURE)
    buy(award, STALL, 5_000_000)
    buy(award, FEED, 5_600_000, second_offer=PICTURE)
    return reviewed(award).award


def give_back(award, amount=725_000, sts="STS/1", **more):
    return record_refund(
        award=award,
        amount=amount,
        sts=sts,
        date=TODAY,
        today=TODAY,
        by=facilitator_of(award),
        **more,
    )


def test_the_rest_goes_back_and_waits_for_the_bank():
    award = with_accepted_report()

    refund = give_back(award)

    assert is_reference(refund.reference)
    assert paid_grant(award).state == State.AT_THE_BANK
    assert award.group.books.get(kind=Book.Kind.GRANT).balance == 725_000


def test_once_the_bank_shows_it_the_grant_is_finished():
    award = with_accepted_report()

    matched(give_back(award))

    assert paid_grant(award).state == State.DONE
    assert award.group.books.get(kind=Book.Kind.GRANT).balance == 0


def test_no_more_than_is_left():
    award = with_accepted_report()

    with pytest.raises(RuleBroken, match=r"Rp725.000 is left"):
        give_back(award, 725_100)


def test_not_before_the_report_is_accepted():
    award = in_hand()

    with pytest.raises(RuleBroken, match="once the report is accepted"):
        give_back(award)


def test_a_number_of_the_slip_is_used_once():
    give_back(with_accepted_report(), sts="STS/9")

    with pytest.raises(RuleBroken, match="used already"):
        give_back(with_accepted_report(), sts="STS/9")


def test_what_was_typed_wrong_is_taken_back():
    award = with_accepted_report()
    wrong = give_back(award, 72_500)

    cancel_refund(refund=wrong, reason="Kurang nol", by=facilitator_of(award))

    assert give_back(award, sts="STS/2").reference != wrong.reference
    assert paid_grant(award).left == 0


def test_what_the_bank_confirmed_stays():
    award = with_accepted_report()
    refund = give_back(award)
    matched(refund)

    with pytest.raises(RuleBroken, match="It stays"):
        cancel_refund(refund=refund, reason="Salah", by=facilitator_of(award))


def test_the_bank_matches_none_that_was_taken_back():
    award = with_accepted_report()
    wrong = give_back(award)
    cancel_refund(refund=wrong, reason="Salah", by=facilitator_of(award))

    with pytest.raises(IntegrityError, match="was taken back"), transaction.atomic():
        matched(wrong)


def test_the_database_gives_back_no_more_than_is_left():
    award = with_accepted_report()

    with pytest.raises(IntegrityError, match="What is left goes back"), transaction.atomic():
        RefundFactory(award=award, amount=725_001)


def test_the_page_tells_what_to_write_on_the_slip(as_user):
    award = with_accepted_report()
    page = reverse("grants:record_refund", args=[award.pk])
    client = as_user(facilitator_of(award))
    shown = client.get(page)
    form = shown.context["form"]
    reference = next_reference(award)

    client.post(
        page,
        {
            "amount": form["amount"].value(),
            "date": TODAY.isoformat(),
            "sts": "STS/7",
            "submission": form["submission"].value(),
        },
    )

    assert reference in shown.content.decode()
    assert award.refunds.get().reference == reference


def test_the_page_takes_a_wrong_one_back(as_user):
    award = with_accepted_report()
    wrong = give_back(award)
    client = as_user(facilitator_of(award))
    page = reverse("grants:cancel_refund", args=[wrong.pk])
    form = client.get(page).context["form"]

    client.post(page, {"reason": "Salah ketik", "submission": form["submission"].value()})

    wrong.refresh_from_db()
    assert wrong.is_cancelled
