"""Property test: after any sequence of acts, paid ≤ decreed ≤ budget and the books balance."""

from collections import Counter
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.actions.corrections import reverse_entry
from finance.actions.money import move_from_bank, move_to_bank, record_expense
from finance.models import Book
from foundation.rules import RuleBroken
from grants.payment.actions.payments import pay_disbursement
from grants.payment.actions.refunds import cancel_refund, record_refund
from grants.payment.models import Match
from grants.selection.models import Award
from grants.spending.actions.follow_up import cancel_loss, record_loss
from grants.spending.actions.purchases import cancel_purchase
from grants.spending.models import Loss, Purchase
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.finance.posting import post
from tests.full import examples
from tests.grants.factories import AwardFactory, MatchFactory, SanctionFactory, TransferFactory
from tests.grants.spending import PICTURE, buy, facilitator_of, in_hand, matched, reviewed, sent

ON = {"date": TODAY, "today": TODAY}
OWN = 300_000


def bought(award, which, amount):
    paid_from = [Book.Kind.BANK, Book.Kind.CASH][which % 2]
    line = which % 3 + 1
    tag = {"tag": f"ID{which}"} if line == 1 else {}
    buy(award, line, amount, paid_from=paid_from, second_offer=PICTURE, **tag)


def taken_back(award, which, amount):
    if rows := award.purchases.all():
        row = rows[which % len(rows)]
        cancel_purchase(purchase=row, reason="salah", today=TODAY, by=row.by)


def fetched(award, which, amount):
    move_from_bank(group=award.group, amount=amount, by=facilitator_of(award), **ON)


def brought(award, which, amount):
    move_to_bank(group=award.group, amount=amount, by=facilitator_of(award), **ON)


def spent_besides(award, which, amount):
    account = [Book.Kind.BANK, Book.Kind.CASH][which % 2]
    by = facilitator_of(award)
    record_expense(group=award.group, name="feed", amount=amount, account=account, by=by, **ON)


def reversed_in_the_ledger(award, which, amount):
    entries = award.group.entries.order_by("sequence")
    entry = entries[which % len(entries)]
    reverse_entry(entry=entry, reason="salah", today=TODAY, by=facilitator_of(award))


def reported(award, which, amount):
    reviewed(award) if which % 3 else sent(award)


def returned(award, which, amount):
    reviewed(award, accepted=False)


def given_back(award, which, amount):
    by = facilitator_of(award)
    record_refund(award=award, amount=amount, sts=f"STS/{which}", by=by, **ON)


def refund_taken_back(award, which, amount):
    if refund := award.refunds.last():
        cancel_refund(refund=refund, reason="salah", by=facilitator_of(award))


def refund_arrived(award, which, amount):
    if refund := award.refunds.last():
        matched(refund)


def lost(award, which, amount):
    if row := award.purchases.last():
        by = facilitator_of(award)
        record_loss(
            purchase=row, kind="lost", amount=amount, letter=PICTURE, explanation="?", by=by, **ON
        )


def found(award, which, amount):
    if row := Loss.objects.filter(purchase__award=award).last():
        cancel_loss(loss=row, reason="ketemu", today=TODAY, by=facilitator_of(award))


def awarded_again(award, which, amount):
    AwardFactory(decree=award.decree, amount=amount * 100)


def paid_again(award, which, amount):
    account = award.group.bank_accounts.in_force().get()
    pay_disbursement(
        disbursement=award.disbursement, account_number=account.number, by=UserFactory(), **ON
    )


def paid_again_in_the_database(award, which, amount):
    MatchFactory(transfer=TransferFactory(disbursement=award.disbursement, attempt=2))


def asked_back(award, which, amount):
    steps = list(SanctionFactory._meta.model.Step)
    SanctionFactory(award=award, step=steps[award.sanctions.count() % len(steps)])


ACTS = [
    bought,
    bought,
    bought,
    taken_back,
    fetched,
    brought,
    spent_besides,
    reversed_in_the_ledger,
    reported,
    returned,
    given_back,
    refund_taken_back,
    refund_arrived,
    lost,
    found,
    awarded_again,
    paid_again,
    paid_again_in_the_database,
    asked_back,
]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(ACTS),
        st.integers(0, 30),
        st.sampled_from([100_000, 725_000, 4_000_000, 9_450_000, 20_000_000]),
    ),
    min_size=4,
    max_size=14,
)


def attempt(award: Award, act, which: int, amount: int) -> None:
    """Run one act in a savepoint; a refusal by a rule or the database is rolled back."""
    with suppress(RuleBroken, IntegrityError), transaction.atomic():
        act(Award.objects.get(pk=award.pk), which, amount)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
    connection.cursor().execute("SET CONSTRAINTS ALL DEFERRED")


def total(rows) -> int:
    return rows.aggregate(n=Sum("amount"))["n"] or 0


def all_is_accounted_for(award: Award) -> None:
    """Assert the invariants; beside the grant the group has a fund of its own, `OWN`."""
    held = Counter({book.kind: book.balance for book in award.group.books.filter(name="")})
    grant_round = award.round
    decreed = total(grant_round.awards.in_force())
    matches = Match.objects.filter(transfer__disbursement__award=award)
    arrived, returned = (
        total(award.group.entries.filter(grant_match__in=matches.filter(kind=kind)))
        for kind in (Match.Kind.ARRIVED, Match.Kind.RETURNED)
    )
    paid = arrived - returned
    spent = total(Purchase.objects.not_cancelled().filter(award=award))
    refunded = total(award.refunds.filter(match__isnull=False))
    feed = award.group.books.filter(kind=Book.Kind.EXPENSE, name="feed").first()
    own = held["iks"] - (feed.balance if feed else 0)
    assert paid <= award.amount <= decreed <= grant_round.budget
    assert held["bank"] + held["cash"] + spent + refunded == paid + own
    assert held["grant"] == paid - spent - refunded
    assert held["bank"] + held["cash"] >= held["grant"]


@pytest.mark.django_db
@settings(
    max_examples=examples(8, 25),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_is_attempted_each_rupiah_is_accounted_for(steps):
    award = in_hand()
    own(award)

    for step in steps:
        attempt(award, *step)

    all_is_accounted_for(award)


def own(award: Award) -> None:
    post(award.group, Book.Kind.BANK, Book.Kind.IKS, OWN, TODAY, by=UserFactory())
