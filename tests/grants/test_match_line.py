"""Matching a statement line with its payment posts its entry in the same transaction."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.corrections import reverse_entry
from finance.models import Book, Entry, Period
from foundation.rules import RuleBroken
from grants.payment.models import LineNote, Match, StatementLine, Transfer
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
from tests.grants.matching import WRONG, balances, explain, match, sent
from tests.grants.statements import line_of
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


made = shared(TransferFactory)


@pytest.fixture
def transfer(made):
    return Transfer.objects.get(pk=made.pk)


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


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

    with pytest.raises(RuleBroken, match=r"has only Rp29\.999\.000 left"):
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
    explain(back, "came_back", cashier, transfer)

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


def test_finance_leaves_grant_money_alone():
    arrived = MatchFactory()

    with pytest.raises(RuleBroken, match="grant money"):
        reverse_entry(entry=arrived.entry, reason="Salah", today=TODAY, by=UserFactory())


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


@pytest.mark.parametrize(("more", "asked"), [({}, False), ({"reference": "LAIN"}, True)])
def test_the_page_says_when_a_reason_is_needed(as_user, transfer, cashier, more, asked):
    line = line_of(transfer, **more)

    page = as_user(cashier).get(reverse("grants:match_line", args=[line.pk]))

    assert page.context["form"].fields["reason"].required == asked
