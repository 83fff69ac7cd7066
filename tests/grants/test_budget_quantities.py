"""Quantities of a plan: whole rupiah, whole heads, read and shown as people write them."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from finance.forms.fields import QuantityField
from foundation.rules import RuleBroken
from grants.payment.actions.budgets import DraftLine
from grants.payment.forms.budgets import LineForm
from grants.payment.models import BudgetLine
from tests.amounts import NO_QUANTITY, PARTS, READ
from tests.grants.factories import (
    GRANT,
    BudgetFactory,
    CandidacyFactory,
)
from tests.grants.planning import plan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.mark.parametrize("typed", [*NO_QUANTITY, "0", "0,00"])
def test_what_is_no_quantity_is_refused_in_words(typed):
    row = LineForm({"quantity": typed})

    assert not row.is_valid()
    says = "more than 0" if typed.startswith("0") else "with a comma"
    assert says in str(row.errors["quantity"])


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *((typed, n) for typed, n in READ.items() if n),
        *((typed, n) for typed, (n, _) in PARTS.items()),
    ],
)
def test_a_quantity_is_read_as_the_browser_reads_it(typed, read):
    """Also 2.000, which a usual field takes as 2."""
    assert QuantityField(most=10**9).clean(typed) == read


@pytest.mark.parametrize(("amount", "shown"), PARTS.values())
def test_a_quantity_is_shown_as_the_browser_writes_it(amount, shown):
    assert QuantityField().prepare_value(amount) == shown


FEED, GOATS = BudgetLine.Kind.CONSUMABLE, BudgetLine.Kind.SMALL_STOCK
NOT_WHOLE = {
    "rupiah": (FEED, Decimal("2.5"), 12_000_001, r"2,5 × Rp12.000.001 is not in whole rupiah"),
    "heads": (GOATS, Decimal("2.5"), 12_000_000, "animals are counted"),
}


def test_half_a_sack_is_planned_to_the_rupiah(as_user):
    half = DraftLine("Pakan", FEED, Decimal("2.5"), "karung", 12_000_000)

    kept = plan(candidacy := CandidacyFactory(), lines=[half])

    kept.refresh_from_db()
    assert kept.from_grant == GRANT
    page = as_user(candidacy.by).get(reverse("grants:budget", args=[candidacy.pk]))
    assert "2,5 karung × 12.000.000" in page.text


@pytest.mark.parametrize(("kind", "quantity", "price", "words"), NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_half_a_rupiah_or_half_a_goat_is_refused(kind, quantity, price, words):
    line = DraftLine("Pakan", kind, quantity, "karung", price)

    with pytest.raises(RuleBroken, match=words):
        plan(CandidacyFactory(), lines=[line])


@pytest.mark.parametrize(("kind", "quantity", "price", "words"), NOT_WHOLE.values(), ids=NOT_WHOLE)
def test_its_line_says_so(kind, quantity, price, words):
    facts = {"item": "Pakan", "kind": kind, "unit": "karung", "source": "grant"}

    row = LineForm(facts | {"quantity": str(quantity).replace(".", ","), "price": str(price)})

    assert not row.is_valid()
    assert words in str(row.errors["quantity"])


@pytest.mark.parametrize(
    ("kind", "quantity", "price"),
    [
        *(case[:3] for case in NOT_WHOLE.values()),
        (FEED, Decimal(0), 1000),
        (FEED, Decimal("NaN"), 1000),
    ],
    ids=[*NOT_WHOLE, "nothing", "no number"],
)
def test_the_database_keeps_no_such_line(kind, quantity, price):
    budget = BudgetFactory()

    with pytest.raises(IntegrityError, match="grants_budgetline_"), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO grants_budgetline"
            " (budget_id, number, item, kind, source, quantity, unit, price)"
            " VALUES (%s, 9, 'Barang', %s, 'own', %s::numeric, 'buah', %s)",
            [budget.pk, kind, str(quantity), price],
        )
