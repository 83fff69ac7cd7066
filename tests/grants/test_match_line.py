"""A line of the statement is matched with its payment, and the books move in the same moment."""

import datetime
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from finance import ledger
from finance.actions.corrections import reverse_entry
from finance.models import Book, Entry, Period
from foundation.rules import RuleBroken
from grants.payment.actions.explanations import explain_line
from grants.payment.actions.matches import match_exact, match_line
from grants.payment.models import LineNote, Match, StatementLine
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.finance.posting import post
from tests.grants.factories import (
    GRANT,
    BankFileFactory,
    MatchFactory,
    OfficeAccountFactory,
    RefundFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def transfer():
    return TransferFactory()


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


def match(line, paid, by, **more):
    return match_line(line=line, paid=paid, today=TODAY, by=by, **more)


def explain(line, kind, by, transfer=None):
    return explain_line(
        line=line, kind=kind, explanation="Bank salah.", transfer=transfer, today=TODAY, by=by
    )


def balances(transfer) -> tuple[int, int]:
    group = transfer.disbursement.award.group
    kinds = (Book.Kind.BANK, Book.Kind.GRANT)
    return tuple(group.books.get(kind=kind).balance for kind in kinds)


def test_a_payment_that_arrived_is_in_the_books(transfer, cashier):
    done = match(line_of(transfer, date=TODAY - DAY), transfer, cashier)

    assert done.kind == Match.Kind.ARRIVED
    assert balances(transfer) == (GRANT, GRANT)
    assert done.entry.date == TODAY - DAY


def test_in_a_closed_month_it_is_booked_today(transfer, cashier):
    month = TODAY.replace(day=1) - DAY
    group = transfer.disbursement.award.group
    Period.objects.create(group=group, month=month.replace(day=1), closed_by=cashier)

    done = match(line_of(transfer, date=month), transfer, cashier)

    assert done.entry.date == TODAY


def test_who_paid_does_not_match(transfer):
    with pytest.raises(RuleBroken, match="Ask another cashier"):
        match(line_of(transfer), transfer, transfer.by)


def test_a_returned_payment_is_reversed_with_its_paper(transfer, cashier):
    match(line_of(transfer), transfer, cashier)

    done = match(line_of(transfer, transfer.amount), transfer, cashier)

    assert done.kind == Match.Kind.RETURNED
    assert done.entry.reverses == transfer.matches.get(kind="arrived").entry
    assert balances(transfer) == (0, 0)
    assert done.paper.content["amount"] == transfer.amount


def test_a_returned_payment_may_be_paid_once_more(transfer, cashier):
    match(line_of(transfer), transfer, cashier)
    match(line_of(transfer, transfer.amount), transfer, cashier)

    again = TransferFactory(disbursement=transfer.disbursement, attempt=2)
    match(line_of(again), again, cashier)

    assert balances(transfer) == (GRANT, GRANT)


def test_money_that_was_spent_is_not_taken_back(transfer, cashier):
    match(line_of(transfer), transfer, cashier)
    group = transfer.disbursement.award.group
    post(group, (Book.Kind.EXPENSE, None, "feed"), Book.Kind.BANK, 1_000)

    with pytest.raises(RuleBroken, match="Record the missing money first"):
        match(line_of(transfer, transfer.amount), transfer, cashier)

    assert not transfer.matches.filter(kind="returned").exists()


def test_a_refund_leaves_the_bank_and_the_grant(cashier):
    refund = RefundFactory()
    account = refund.award.group.bank_accounts.get()
    line = StatementLineFactory(
        amount=725_000, reference=refund.reference, counter_account=account.number
    )
    grant = refund.award.group.books.get(kind=Book.Kind.GRANT)
    before = grant.balance

    done = match(line, refund, cashier)

    grant.refresh_from_db()
    assert done.kind == Match.Kind.REFUNDED
    assert grant.balance == before - 725_000


WRONG = {
    "amount": {"amount": -3_000_000},
    "sign": {"amount": GRANT},
    "account": {"counter_account": "999999999"},
}


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_agree_is_refused(transfer, cashier, what):
    line = line_of(transfer, **WRONG[what])

    with pytest.raises(RuleBroken):
        match(line, transfer, cashier, reason="Percayalah.")

    assert not Entry.objects.exists()


def test_a_line_of_another_district_is_refused(transfer, cashier):
    account = OfficeAccountFactory(office=region("35.79"), number="0022000456")
    line = line_of(transfer, file=BankFileFactory(account=account))

    with pytest.raises(RuleBroken, match="another district"):
        match(line, transfer, cashier)


def test_a_line_that_names_another_payment_is_not_matched_by_hand(transfer, cashier):
    line = line_of(transfer, reference=TransferFactory().reference)

    with pytest.raises(RuleBroken, match="names another payment"):
        match(line, transfer, cashier, reason="Coba.")


def test_by_hand_needs_a_reason(transfer, cashier):
    line = line_of(transfer, reference="BLPS salah")

    with pytest.raises(RuleBroken, match="how you know"):
        match(line, transfer, cashier)
    done = match(line, transfer, cashier, reason="Bank menulis nomor lain, lihat slip.")

    assert done.reason == "Bank menulis nomor lain, lihat slip."


def test_the_second_of_two_equal_lines_needs_a_reason(transfer, cashier):
    line_of(transfer)
    second = line_of(transfer, text="SEKALI LAGI")

    with pytest.raises(RuleBroken, match="how you know"):
        match(second, transfer, cashier)
    assert match(second, transfer, cashier, reason="Yang pertama salah.").kind == "arrived"


def test_an_explained_line_of_the_payment_counts_once(transfer, cashier):
    line = line_of(transfer, counter_account="")
    explain(line, "other", cashier, transfer)

    done = match(line, transfer, cashier, reason="Bank menegaskannya.")

    assert done.kind == Match.Kind.ARRIVED


def test_a_refund_is_matched_once(cashier):
    refund = RefundFactory()
    line = {"amount": refund.amount, "reference": refund.reference}
    match(StatementLineFactory(**line), refund, cashier, reason="Lihat slip.")

    with pytest.raises(RuleBroken, match="refund is matched already"):
        match(StatementLineFactory(**line, text="LAGI"), refund, cashier, reason="Lihat slip.")


def test_a_payment_in_two_parts_arrives_with_the_last(transfer, cashier):
    first, last = (line_of(transfer, amount) for amount in (-10_000_000, -20_000_000))
    explain(first, "wrong_amount", cashier, transfer)

    done = match(last, transfer, cashier, reason="Bagian kedua.")

    assert done.kind == Match.Kind.ARRIVED
    assert done.entry.amount == GRANT


def test_too_much_arrives_when_the_rest_came_back(transfer, cashier):
    explain(line_of(transfer, -33_000_000), "wrong_amount", cashier, transfer)

    done = match(line_of(transfer, 3_000_000), transfer, cashier, reason="Lebihnya kembali.")

    assert (done.kind, balances(transfer)) == (Match.Kind.ARRIVED, (GRANT, GRANT))


def test_what_went_to_another_account_and_came_back_is_paid_once_more(transfer, cashier):
    explain(line_of(transfer, counter_account="999999999"), "other", cashier, transfer)

    done = match(line_of(transfer, transfer.amount), transfer, cashier, reason="Dikembalikan.")

    assert (done.kind, done.entry) == (Match.Kind.RETURNED, None)
    assert TransferFactory(disbursement=transfer.disbursement, attempt=2).pk


def test_a_double_payment_given_back_is_no_return(transfer, cashier):
    match(line_of(transfer), transfer, cashier)
    explain(line_of(transfer), "double", cashier, transfer)
    back = line_of(transfer, transfer.amount)

    with pytest.raises(RuleBroken, match="matched already"):
        match(back, transfer, cashier)
    explain(back, "double", cashier, transfer)

    assert balances(transfer) == (GRANT, GRANT)


def test_a_line_explained_as_another_payments_is_not_matched(transfer, cashier):
    other = TransferFactory()
    line = line_of(transfer, counter_account="999999999")
    explain(line, "other", cashier, transfer)

    with pytest.raises(RuleBroken, match="another payment"):
        match(line, other, cashier, reason="Coba.")


def test_a_line_set_aside_by_mistake_may_still_be_matched(transfer, cashier):
    line = line_of(transfer, reference="")
    LineNote.objects.create(line=line, kind="other", explanation="Entah.", by=cashier)

    assert match(line, transfer, cashier, reason="Ternyata ini.").kind == Match.Kind.ARRIVED


def test_many_exact_lines_at_once(cashier):
    transfers = [TransferFactory() for _number in range(3)]
    lines = [line_of(transfer) for transfer in transfers]
    wrong = line_of(TransferFactory(), -1_000)

    matches, left = match_exact(lines=[*lines, wrong], today=TODAY, by=cashier)

    assert {row.line for row in matches} == set(lines)
    assert left == []
    assert not Match.objects.filter(line=wrong).exists()


def test_of_many_the_own_payment_is_left_for_another(transfer):
    other = TransferFactory(by=UserFactory(role="cashier"))

    matches, [(row, why)] = match_exact(
        lines=[line_of(transfer), line_of(other)], today=TODAY, by=transfer.by
    )

    assert [each.transfer for each in matches] == [other]
    assert (row.transfer, "another cashier" in why) == (transfer, True)


def test_finance_leaves_grant_money_alone():
    arrived = MatchFactory()

    with pytest.raises(RuleBroken, match="grant money"):
        reverse_entry(entry=arrived.entry, reason="Salah", today=TODAY, by=UserFactory())


# What the database keeps


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


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_match_one_line_once():
    transfer = TransferFactory()
    line = line_of(transfer)
    cashiers = [UserFactory(role="cashier") for _number in range(8)]
    done = at_once([lambda by=by: match(line, transfer, by) for by in cashiers])

    assert sorted(done) == ["RuleBroken"] * 7 + ["done"]
    assert (Match.objects.count(), Entry.objects.count()) == (1, 1)
    assert balances(transfer) == (GRANT, GRANT)


@pytest.mark.django_db(transaction=True)
def test_one_line_is_never_two_payments():
    transfers = [TransferFactory() for _number in range(4)]
    line = StatementLineFactory(amount=-GRANT)
    cashiers = [UserFactory(role="cashier") for _number in range(4)]
    done = at_once(
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
    done = at_once(
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


def at_once(acts) -> list[str]:
    """What came of acts begun at one moment, each on a connection of its own."""
    ready = threading.Barrier(len(acts))
    results = []

    def run(act):
        ready.wait()
        try:
            act()
            results.append("done")
        except Exception as refusal:
            results.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


# The pages


def sent(client, url, **typed):
    form = client.get(url).context["form"]
    return client.post(url, {"submission": form["submission"].value(), **typed})


def test_the_page_matches_a_line(as_user, transfer, cashier):
    line = line_of(transfer)
    url = reverse("grants:match_line", args=[line.pk])

    answer = sent(as_user(cashier), url, paid=f"transfer-{transfer.pk}")

    assert answer.status_code == 302
    assert StatementLine.objects.get().match.by == cashier


def test_the_page_tells_who_paid(as_user, transfer):
    line = line_of(transfer)
    url = reverse("grants:match_line", args=[line.pk])

    answer = sent(as_user(UserFactory(role="cashier")), url, paid="transfer-99999999")
    own = sent(as_user(transfer.by), url, paid=f"transfer-{transfer.pk}")

    assert (answer.status_code, own.status_code) == (422, 422)
    assert "bendahara lain" in str(own.context["form"].errors)


def test_the_page_leaves_the_own_payments_to_another(as_user, transfer, cashier):
    line_of(transfer)

    mine = as_user(transfer.by).get(reverse("grants:match_exact")).context
    others = as_user(cashier).get(reverse("grants:match_exact")).context

    assert (len(mine["rows"]), mine["own"]) == (0, 1)
    assert (len(others["rows"]), others["own"]) == (1, 0)


def test_the_page_matches_many(as_user, cashier):
    lines = [line_of(TransferFactory()) for _number in range(3)]
    client = as_user(cashier)

    answer = sent(client, reverse("grants:match_exact"), lines=[line.pk for line in lines[:2]])

    assert answer.status_code == 302
    assert Match.objects.count() == 2
