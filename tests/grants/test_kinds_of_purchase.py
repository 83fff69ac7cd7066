"""What a purchase must show, and the book it stays in, follow from the kind of its line."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from finance.models import Book
from finance.reports.balance_sheet import balance_sheet
from finance.rules.corrections import require_reversible
from foundation.rules import RuleBroken
from grants.payment.models import BudgetLine
from grants.payment.models.line_kinds import BY_HEAD
from grants.spending.actions.follow_up import record_loss
from grants.spending.actions.purchases import cancel_purchase
from grants.spending.reports.spending import spending
from groups.models import Group
from tests.conftest import TODAY
from tests.finance.posting import post
from tests.grants.factories import PurchaseFactory
from tests.grants.spending import PICTURE, buy, facilitator_of, in_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Kind, AMOUNT = BudgetLine.Kind, 20_000_000
KEPT = {
    Kind.SMALL_STOCK: Book.Kind.HERD,
    Kind.POULTRY: Book.Kind.HERD,
    Kind.FISH: Book.Kind.HERD,
    Kind.EQUIPMENT: Book.Kind.EQUIPMENT,
    Kind.TRADE: Book.Kind.STOCK,
    Kind.LENDING: Book.Kind.LOAN,
}
EVERY = [kind for kind in Kind if kind != Kind.ANIMAL]


def granted(kind: str):
    return in_hand([("Barang", kind, 10, 2_000_000), ("Alat", "equipment", 1, 10_000_000)])


def bought(kind: str, **more):
    return buy(granted(kind), 1, AMOUNT, **{"tag": "", "weight": None, "quantity": 10} | more)


@pytest.mark.parametrize("kind", EVERY)
def test_each_kind_is_bought_in_one_form_and_the_books_agree(kind):
    purchase = bought(kind)

    assert purchase.entry.debit.kind == KEPT.get(kind, Book.Kind.GRANT)
    assert purchase.what.endswith(", 10 buah")
    assert balance_sheet(purchase.award.group).is_balanced
    assert spending(purchase.award).left == 10_000_000


@pytest.mark.parametrize("kind", EVERY)
def test_each_kind_is_taken_back_whole(kind):
    purchase = bought(kind)

    cancel_purchase(
        purchase=purchase, reason="Salah", today=TODAY, by=facilitator_of(purchase.award)
    )

    sheet = balance_sheet(purchase.award.group)
    assert (sheet.bank, sheet.grant, sheet.herd, sheet.loans) == (30_000_000, 30_000_000, 0, 0)


@pytest.mark.parametrize("kind", [Kind.TRAINING, Kind.CONSUMABLE, Kind.LENDING])
def test_what_is_no_thing_of_the_group_cannot_get_lost(kind):
    purchase = bought(kind)

    with pytest.raises(RuleBroken, match=r"no value in the books|owed by the member"):
        record_loss(
            purchase=purchase,
            kind="lost",
            date=TODAY,
            amount=1_000,
            letter=PICTURE,
            explanation="Hilang",
            today=TODAY,
            by=facilitator_of(purchase.award),
        )


def test_money_lent_is_owed_by_who_received_it():
    purchase = bought(Kind.LENDING, seller="")

    assert purchase.entry.debit.membership == purchase.received_by
    assert purchase.seller == purchase.received_by.person.name


def test_money_lent_is_not_reversed_by_hand():
    with pytest.raises(RuleBroken, match="Cancel the purchase"):
        require_reversible(bought(Kind.LENDING).entry)


def test_money_partly_paid_back_is_not_taken_back():
    purchase = bought(Kind.LENDING)
    loan = (Book.Kind.LOAN, purchase.received_by)
    post(purchase.award.group, Book.Kind.CASH, loan, 1_000, membership=purchase.received_by)
    purchase.entry.debit.refresh_from_db()

    with pytest.raises(RuleBroken, match="paid back"):
        cancel_purchase(
            purchase=purchase, reason="Salah", today=TODAY, by=facilitator_of(purchase.award)
        )


def test_a_vet_vouches_for_a_lot_of_small_stock_and_not_for_fish():
    assert spending(
        bought(Kind.SMALL_STOCK, second_offer=PICTURE, health_letter=None).award
    ).missing
    assert not spending(bought(Kind.FISH, second_offer=PICTURE, health_letter=None).award).missing


def test_old_plans_of_poultry_count_their_animals():
    award = granted(Kind.ANIMAL)
    award.group.business = Group.Business.POULTRY

    assert buy(award, 1, AMOUNT, tag="", weight=None, quantity=500).quantity == 500


def test_who_borrows_is_who_owes_in_the_database_too():
    award = granted(Kind.LENDING)
    borrower, other = award.group.memberships.all()[:2]
    entry = post(award.group, (Book.Kind.LOAN, other), Book.Kind.BANK, AMOUNT, membership=other)

    with pytest.raises(IntegrityError, match="posted as its line"), transaction.atomic():
        PurchaseFactory(award=award, entry=entry, amount=AMOUNT, received_by=borrower)


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (Kind.ANIMAL, {"tag", "weight", "health_letter"}),
        (Kind.SMALL_STOCK, {"quantity", "health_letter"}),
        (Kind.FISH, {"quantity"}),
        (Kind.TRADE, {"quantity"}),
    ],
)
def test_the_form_asks_only_what_the_kind_needs(client, kind, asked):
    award = granted(kind)
    client.force_login(facilitator_of(award))

    page = client.get(reverse("grants:record_purchase", args=[award.pk, 1]))

    fields = set(page.context["form"].fields)
    assert fields & {"tag", "weight", "health_letter", "quantity"} == asked


def test_the_form_of_lending_asks_for_no_seller(client):
    award = granted(Kind.LENDING)
    client.force_login(facilitator_of(award))

    page = client.get(reverse("grants:record_purchase", args=[award.pk, 1]))

    assert not {"seller", "quantity", "second_offer"} & set(page.context["form"].fields)


@pytest.mark.parametrize("kind", EVERY)
def test_a_part_is_bought_of_all_but_animals(kind):
    if kind in BY_HEAD:
        with pytest.raises(RuleBroken, match="animals are counted"):
            bought(kind, quantity=Decimal("2.5"))
    else:
        assert bought(kind, quantity=Decimal("2.50")).what.endswith(", 2,5 buah")


def test_the_database_keeps_no_half_of_an_animal():
    award = granted(Kind.SMALL_STOCK)

    with pytest.raises(IntegrityError, match="by the head"), transaction.atomic():
        PurchaseFactory(award=award, quantity=Decimal("2.5"))
