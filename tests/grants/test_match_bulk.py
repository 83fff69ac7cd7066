"""One line of the bank for several payments of an order: it is divided, each part is matched."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.explanations import explain_line
from grants.payment.actions.matches import match_bulk, match_line
from grants.payment.models import LineNote, Match, OfficeAccount, StatementLine, Transfer
from grants.payment.reports.statement_lines import suggestions
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    AwardFactory,
    DisbursementFactory,
    MatchFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.matching import balances
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
FEE = 6_500


def two_payments():
    first = TransferFactory()
    award = AwardFactory(decree=first.disbursement.award.decree)
    AgreementFactory(award=award)
    other = DisbursementFactory(award=award, order=first.disbursement.order)
    return [first, TransferFactory(disbursement=other)]


made = shared(two_payments)


@pytest.fixture
def pair(made):
    return [Transfer.objects.get(pk=transfer.pk) for transfer in made]


@pytest.fixture
def cashier():
    return UserFactory(role="cashier")


def bulk(amount=-2 * GRANT, **more):
    return StatementLineFactory(amount=amount, text="BULK TRF 2 REK", **more)


def divide(line, transfers, by, reason="SP2D hari itu, dua kelompok."):
    return match_bulk(line=line, transfers=transfers, reason=reason, today=TODAY, by=by)


def reasons():
    return [row.reason.value for row in suggestions(StatementLine.objects.open())]


def test_the_sum_of_an_order_is_recognised(pair):
    bulk()

    assert reasons() == ["bulk"]


def test_each_payment_has_arrived(pair, cashier):
    line = bulk()

    matches = divide(line, pair, cashier)

    assert [match.transfer for match in matches] == sorted(pair, key=lambda row: row.group.pk)
    assert [balances(transfer) for transfer in pair] == [(GRANT, GRANT)] * 2
    assert [part.amount for part in line.parts.all()] == [-GRANT, -GRANT]
    assert not StatementLine.objects.open().exists()
    assert not OfficeAccount.objects.awaiting_match().exists()


def test_a_fee_within_the_line_is_explained(pair, cashier):
    line = bulk(-2 * GRANT - FEE)

    divide(line, pair, cashier, reason="Biaya bank.")

    assert LineNote.objects.get().line.amount == -FEE
    assert sum(line.parts.values_list("amount", flat=True)) == line.amount


def test_the_number_of_the_order_is_reason_enough(pair, cashier):
    order = pair[0].disbursement.order

    assert len(divide(bulk(reference=order.sp2d), pair, cashier, reason="")) == 2


def test_one_payment_with_a_fee_is_divided_too(pair, cashier):
    assert len(divide(bulk(-GRANT - FEE), pair[:1], cashier)) == 1


def test_a_part_that_comes_back_is_matched_as_usual(pair, cashier):
    divide(bulk(), pair, cashier)
    back = StatementLineFactory(
        amount=GRANT, reference=pair[0].reference, counter_account=pair[0].account.number
    )

    done = match_line(line=back, paid=pair[0], today=TODAY, by=cashier)

    assert done.kind == Match.Kind.RETURNED


WRONG = {
    "too little": (-2 * GRANT + 1, 2, "difference of −Rp1"),
    "a whole payment more": (-3 * GRANT, 2, "difference of Rp30.000.000"),
    "nothing chosen": (-GRANT, 0, "Choose the payments"),
    "money in": (2 * GRANT, 2, "difference of"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_come_to_the_line_is_refused(pair, cashier, case):
    amount, count, words = WRONG[case]

    with pytest.raises(RuleBroken, match=words):
        divide(bulk(amount), pair[:count], cashier)

    assert not Match.objects.exists()


def test_sen_are_refused(pair, cashier):
    with pytest.raises(RuleBroken, match=r"Rp60\.000\.000,50"):
        divide(bulk(sen=-50), pair, cashier)


def test_a_reason_is_asked(pair, cashier):
    with pytest.raises(RuleBroken, match="how you know"):
        divide(bulk(), pair, cashier, reason=" ")


def test_payments_of_two_orders_are_refused(pair, cashier):
    with pytest.raises(RuleBroken, match="of one order"):
        divide(bulk(), [pair[0], TransferFactory()], cashier)


def test_who_paid_one_of_them_does_not_match(pair):
    with pytest.raises(RuleBroken, match="Ask another cashier"):
        divide(bulk(), pair, pair[1].by)

    assert not StatementLine.objects.exclude(part_of=None).exists()


def test_a_payment_that_arrived_is_not_matched_again(pair, cashier):
    MatchFactory(transfer=pair[0])

    with pytest.raises(RuleBroken, match="matched already"):
        divide(bulk(), pair, cashier)


def test_a_divided_line_is_settled(pair, cashier):
    line = bulk()
    divide(line, pair, cashier)

    with pytest.raises(RuleBroken, match="a moment ago"):
        divide(line, pair, cashier)


def test_a_divided_line_is_neither_matched_nor_explained(pair, cashier):
    line = bulk()
    divide(line, pair, cashier)

    with pytest.raises(RuleBroken, match="divided among"):
        match_line(line=line, paid=pair[0], today=TODAY, by=cashier)
    with pytest.raises(RuleBroken, match="divided among"):
        explain_line(line=line, kind="other", explanation="X", today=TODAY, by=cashier)


def part(line, amount, make=StatementLineFactory):
    return make(file=line.file, account=line.account, part_of=line, amount=amount)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("amounts", [[-1], [-2, -1], [-3, 1]])
def test_the_database_refuses_parts_that_do_not_come_to_the_line(amounts):
    line = bulk(-2)
    parts = [part(line, amount, StatementLineFactory.build) for amount in amounts]

    with pytest.raises(IntegrityError, match="come to it exactly"), transaction.atomic():
        StatementLine.objects.bulk_create(parts)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_parts_of_a_settled_line():
    line = MatchFactory().line

    with pytest.raises(IntegrityError, match="come to it exactly"), transaction.atomic():
        part(line, line.amount)


@pytest.mark.django_db(transaction=True)
def test_the_database_refuses_to_settle_a_divided_line():
    line = bulk(-2)
    part(line, -2)

    with pytest.raises(IntegrityError, match="settled by its parts"), transaction.atomic():
        LineNote.objects.create(line=line, kind="other", explanation="X", by=UserFactory())


def test_the_page_ticks_the_payments_of_the_order(as_user, pair, cashier):
    line = bulk(-2 * GRANT)
    client = as_user(cashier)
    url = reverse("grants:match_bulk", args=[line.pk])

    form = client.get(url).context["form"]
    ticked = form["transfers"].value()
    answer = client.post(
        url,
        {"submission": form["submission"].value(), "transfers": ticked, "reason": "Dua."},
    )

    assert ticked == [str(row.pk) for row in pair]
    assert answer.status_code == 302
    assert Match.objects.count() == 2


@pytest.mark.parametrize("is_named", [True, False])
def test_the_page_asks_for_a_reason_where_the_line_names_no_order(as_user, pair, cashier, is_named):
    number = pair[0].disbursement.order.sp2d if is_named else "LAIN"
    line = StatementLineFactory(amount=-2 * GRANT, text=f"BULK {number}")
    client, url = as_user(cashier), reverse("grants:match_bulk", args=[line.pk])

    form = client.get(url).context["form"]
    sent = {"submission": form["submission"].value(), "transfers": form["transfers"].value()}

    assert form["reason"].field.required is not is_named
    assert ("tidak memuat nomor SP2D" in client.get(url).text) is not is_named
    assert client.post(url, sent).status_code == (302 if is_named else 422)


def test_the_page_of_the_line_shows_its_parts(as_user, pair, cashier):
    line = bulk()
    divide(line, pair, cashier)

    page = as_user(cashier).get(reverse("grants:statement_line", args=[line.pk]))

    assert len(page.context["parts"]) == 2
    assert str(pair[0].group) in page.text
