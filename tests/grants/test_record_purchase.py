"""A purchase stays within its line of the plan and posts its entries."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from finance.actions.money import move_from_bank
from finance.models import Book
from finance.reports.balance_sheet import balance_sheet
from foundation.rules import RuleBroken
from grants.selection.models import Award
from grants.spending.actions.purchases import record_purchase
from grants.spending.models import Evidence
from grants.spending.reports.spending import spending
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.finance.posting import post
from tests.grants.factories import (
    AgreementFactory,
    PurchaseFactory,
    ReportCheckFactory,
    SanctionFactory,
)
from tests.grants.spending import CATTLE, FEED, PICTURE, STALL, WORKED, buy, in_hand, line
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)

made = shared(in_hand)


@pytest.fixture
def award(made) -> Award:
    return Award.objects.get(pk=made.pk)


def balances(award) -> dict:
    return {(book.kind, book.name): book.balance for book in award.group.books.all()}


def test_an_animal_becomes_the_groups_own(award):
    buy(award, CATTLE, 9_450_000)

    assert balances(award) == {
        ("bank", ""): 20_550_000,
        ("grant", ""): 20_550_000,
        ("herd", "ID0001"): 9_450_000,
        ("capital", ""): 9_450_000,
    }


def test_a_stall_is_equipment(award):
    buy(award, STALL, 5_000_000, item="Kandang bambu")

    assert balances(award)["equipment", "Kandang bambu"] == 5_000_000
    assert balances(award)["capital", ""] == 5_000_000


def test_what_is_used_up_burdens_the_grant_alone(award):
    buy(award, FEED, 4_500_000)

    assert balances(award) == {("bank", ""): 25_500_000, ("grant", ""): 25_500_000}


def test_the_worked_example_leaves_725_000():
    award = in_hand(WORKED)

    buy(award, CATTLE, 9_450_000, tag="A")
    buy(award, CATTLE, 9_225_000, tag="B", weight=205)
    buy(award, STALL, 5_000_000)
    for amount in (4_500_000, 600_000, 500_000):
        buy(award, FEED, amount)

    assert spending(award).left == 725_000
    assert balances(award)["grant", ""] == balances(award)["bank", ""] == 725_000
    assert balance_sheet(award.group).herd == 23_675_000


def test_money_may_be_fetched_from_the_bank_first(award):
    move_from_bank(
        group=award.group, amount=600_000, date=TODAY, today=TODAY, by=award.group.registered_by
    )

    buy(award, FEED, 600_000, paid_from=Book.Kind.CASH)

    assert balances(award)["cash", ""] == 0


def test_the_box_pays_no_more_than_it_holds(award):
    with pytest.raises(RuleBroken, match="cash box holds Rp0"):
        buy(award, FEED, 600_000, paid_from=Book.Kind.CASH)


def test_a_line_is_not_overspent(award):
    buy(award, FEED, 4_500_000)

    with pytest.raises(RuleBroken, match=r"Rp500.000 is left in the plan"):
        buy(award, FEED, 500_100)


def test_a_line_of_an_old_plan_is_refused(award):
    other = in_hand()

    with pytest.raises(RuleBroken, match="plan was changed"):
        record_purchase(
            award=award,
            line=line(other, FEED),
            item="Pakan",
            seller="Toko",
            amount=1_000,
            date=TODAY,
            received_by=award.group.memberships.first(),
            receipt=PICTURE,
            today=TODAY,
            by=award.group.registered_by,
        )


def test_nothing_is_bought_before_the_group_signed():
    award = AgreementFactory().award

    with pytest.raises(RuleBroken, match="BAST"):
        buy(award)


def test_nothing_is_dated_before_the_group_signed(award):
    with pytest.raises(RuleBroken, match="Choose that day or a later one"):
        buy(award, date=TODAY - DAY)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"tag": ""}, "ear tag"),
        ({"weight": None}, "weighs"),
        ({"quantity": 2}, "by itself"),
    ],
)
def test_cattle_are_bought_one_by_one_with_tag_and_weight(more, says, award):
    with pytest.raises(RuleBroken, match=says):
        buy(award, CATTLE, 9_450_000, **more)


def test_an_ear_tag_is_on_one_animal(award):
    buy(award, CATTLE, 9_450_000, tag="id0001")

    with pytest.raises(RuleBroken, match="another animal"):
        buy(award, CATTLE, 9_225_000, tag=" ID0001 ")


def test_evidence_that_lacks_is_named(award):
    cow = buy(award, CATTLE, 9_450_000, health_letter=None)

    assert spending(award).missing == {
        cow: [Evidence.Kind.SECOND_OFFER, Evidence.Kind.HEALTH_LETTER]
    }


def test_evidence_that_came_with_it_is_not_missed(award):
    buy(award, CATTLE, 9_450_000, second_offer=PICTURE)

    assert not spending(award).missing


def test_nothing_is_bought_once_the_report_was_sent():
    report = ReportCheckFactory().report

    with pytest.raises(RuleBroken, match="report was sent"):
        buy(report.award)


def test_nothing_is_bought_while_help_is_held_back(award):
    for step in ("letter_1", "letter_2", "letter_3", "hold"):
        SanctionFactory(award=award, step=step)

    with pytest.raises(RuleBroken, match="held back"):
        buy(award)


@pytest.mark.parametrize(
    ("more", "constraint"),
    [
        ({"amount": 20_000_001}, "within_its_line"),
        ({"date": TODAY - DAY}, "after_the_handover"),
        ({"capital_entry": None}, "posted_as_its_kind"),
    ],
)
def test_the_database_refuses_what_the_rules_do(more, constraint, award):
    post(award.group, Book.Kind.BANK, Book.Kind.GRANT, 20_000_000, TODAY - 2 * DAY)

    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        PurchaseFactory(award=award, **more)

    assert refusal.value.__cause__.diag.constraint_name == f"grants_purchase_{constraint}"


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_stay_within_the_line():
    award = in_hand()

    done = at_once([lambda: buy(Award.objects.get(pk=award.pk), FEED, 1_000_000)] * 8)

    assert sum(isinstance(each, RuleBroken) for each in done) == 3
    assert award.purchases.count() == 5
    assert balances(award)["grant", ""] == 25_000_000
