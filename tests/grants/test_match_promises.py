"""Constraints on matches, by raw inserts and by concurrent transactions."""

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.database_roles import as_owner
from finance import ledger
from finance.models import Book, Entry
from grants.payment.models import LineNote, Match
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.finance.posting import post
from tests.grants.factories import GRANT, MatchFactory, StatementLineFactory, TransferFactory
from tests.grants.matching import WRONG, balances, explain, match
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def transfer():
    return TransferFactory()


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


def reversed_alone(entry, by):
    with transaction.atomic():
        ledger.reverse([entry], date=TODAY, reason="Salah", by=by)
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def bare_match(line, transfer, entry, by, kind="arrived"):
    with transaction.atomic():
        Match.objects.create(line=line, transfer=transfer, entry=entry, by=by, kind=kind)


def arrival(transfer, by, amount=GRANT):
    return post(transfer.disbursement.award.group, Book.Kind.BANK, Book.Kind.GRANT, amount, by=by)


@pytest.mark.parametrize("what", WRONG)
def test_the_database_refuses_what_does_not_agree(transfer, cashier, what):
    line = line_of(transfer, **WRONG[what])

    with pytest.raises(IntegrityError, match="agree to the rupiah"):
        bare_match(line, transfer, arrival(transfer, cashier), cashier)


def test_the_database_refuses_another_amount_in_the_books(transfer, cashier):
    with pytest.raises(IntegrityError, match="agree to the rupiah"):
        bare_match(line_of(transfer), transfer, arrival(transfer, cashier, 1_000), cashier)


def test_the_database_refuses_who_paid(transfer):
    entry = arrival(transfer, transfer.by)

    with pytest.raises(IntegrityError, match="accounts_duty_never_by_one"):
        bare_match(line_of(transfer), transfer, entry, transfer.by)


def test_the_database_refuses_a_return_without_a_paper(transfer, cashier):
    match(line_of(transfer), transfer, cashier)
    line = line_of(transfer, transfer.amount)

    with pytest.raises(IntegrityError):
        bare_match(line, transfer, None, cashier, kind="returned")


def test_the_database_refuses_a_reversal_without_its_return(transfer, cashier):
    done = match(line_of(transfer), transfer, cashier)
    with pytest.raises(IntegrityError, match="with what it rests on"):
        reversed_alone(done.entry, cashier)


@pytest.mark.django_db(transaction=True)
def test_not_even_the_owner_changes_a_match():
    done = MatchFactory()

    with as_owner(), pytest.raises(IntegrityError, match="never changed"):
        Match.objects.filter(pk=done.pk).update(reason="Lain")


def outcomes(acts) -> list[str]:
    """The exception's name, or "done", for each of the acts run concurrently."""
    answers = at_once(acts)
    return [
        type(answer).__name__ if isinstance(answer, Exception) else "done" for answer in answers
    ]


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_match_one_line_once():
    transfer = TransferFactory()
    line = line_of(transfer)
    cashiers = [UserFactory(role="cashier") for _number in range(8)]
    done = outcomes([lambda by=by: match(line, transfer, by) for by in cashiers])

    assert sorted(done) == ["RuleBroken"] * 7 + ["done"]
    assert (Match.objects.count(), Entry.objects.count()) == (1, 1)
    assert balances(transfer) == (GRANT, GRANT)


@pytest.mark.django_db(transaction=True)
def test_one_line_is_never_two_payments():
    transfers = [TransferFactory() for _number in range(4)]
    line = StatementLineFactory(amount=-GRANT)
    cashiers = [UserFactory(role="cashier") for _number in range(4)]
    done = outcomes(
        [
            lambda by=by, paid=paid: match(line, paid, by, reason="Punya kami.")
            for by, paid in zip(cashiers, transfers, strict=True)
        ]
    )

    assert sorted(done) == ["RuleBroken"] * 3 + ["done"]
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_line_is_matched_or_explained_never_both():
    transfer = TransferFactory()
    line = line_of(transfer, reference="")
    by = [UserFactory(role="cashier") for _number in range(4)]
    done = outcomes(
        [
            lambda: match(line, transfer, by[0], reason="Ini dia."),
            lambda: explain(line, "unrelated", by[1]),
            lambda: match(line, transfer, by[2], reason="Ini dia."),
            lambda: explain(line, "unrelated", by[3]),
        ]
    )

    assert done.count("done") in (1, 2)
    assert set(done) <= {"done", "RuleBroken"}
    assert Match.objects.count() <= 1
    assert LineNote.objects.count() <= 1
