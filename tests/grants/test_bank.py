"""Suggestions for statement lines: exact ones to match at once, the others with a reason."""

import datetime

import pytest
from django.urls import reverse
from zeal import zeal_context

from grants.payment.models import StatementLine, Transfer
from grants.payment.reports.bank import payments_about
from grants.payment.reports.statement_lines import suggestions
from grants.payment.reports.suggestions import Reason
from groups.models import Group
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    MatchFactory,
    RefundFactory,
    StatementLineFactory,
    TransferFactory,
)
from tests.grants.statements import line_of
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


def reasons() -> list[str]:
    return [row.reason.value for row in suggestions(StatementLine.objects.open())]


made = shared(lambda: TransferFactory(reference="BLPS0000120142"))


@pytest.fixture
def transfer(made):
    return Transfer.objects.get(pk=made.pk)


@pytest.fixture
def arrived(transfer):
    return MatchFactory(transfer=transfer).transfer


def test_reference_amount_and_account_agree(transfer):
    line_of(transfer)

    assert reasons() == ["arrived"]


def test_reference_and_account_may_stand_in_the_text(transfer):
    text = f"TRF KE {transfer.account.number}/KUBE MAWAR/{transfer.reference}"
    line_of(transfer, reference="NONREF", counter_account="", text=text)

    assert reasons() == ["arrived"]


def test_zeros_before_an_account_may_be_lost(transfer):
    line_of(transfer, counter_account=transfer.account.number.lstrip("0"))

    assert reasons() == ["arrived"]


def test_a_return_and_a_refund_agree(arrived):
    line_of(arrived, arrived.amount)
    refund = RefundFactory()
    number = refund.award.group.bank_accounts.get().number
    StatementLineFactory(amount=725_000, reference=refund.reference, counter_account=number)

    assert reasons() == ["returned", "refunded"]


WAITS = {
    "swapped": ({"reference": "BLPS0000120124"}, "nearly"),
    "too short": ({"reference": "BLPS000012014"}, "nearly"),
    "part of a word": ({"reference": "XBLPS0000120142"}, "nearly"),
    "no reference": ({"reference": ""}, "no_reference"),
    "amount alone": ({"reference": "", "counter_account": "7777777"}, "same_amount"),
    "account alone": ({"reference": "", "amount": -1}, "groups_account"),
    "nothing": ({"reference": "", "counter_account": "7777777", "amount": -1}, "unknown"),
    "strange": ({"reference": "BLPS9999999999", "counter_account": "7777777"}, "strange_reference"),
    "amount": ({"amount": -GRANT + 1}, "wrong_amount"),
    "account": ({"counter_account": "7777777"}, "other_account"),
    "no account": ({"counter_account": ""}, "no_account"),
    "came back": ({"amount": GRANT}, "never_paid"),
}


@pytest.mark.parametrize("case", WAITS)
def test_what_does_not_agree_waits(transfer, case):
    said, reason = WAITS[case]
    line_of(transfer, **said)

    assert reasons() == [reason]


UNNAMED = {
    "a group of ours": ({"text": "TRF KE KUBE MELATI-2 BLPS", "amount": -1}, "groups_name"),
    "in the name": ({"counter_name": "Kube Melati 2", "amount": -1}, "groups_name"),
    "half a name": ({"text": "TRF KUBE MELATI", "amount": -1}, "our_words"),
    "a refund without number": ({"text": "STS PENGEMBALIAN SISA", "amount": 7_000}, "our_words"),
    "the amount of a payment": ({"text": "PENERIMAAN", "amount": GRANT}, "our_amount"),
    "our word": ({"text": "PEMINDAHBUKUAN BLPS TAHAP I", "amount": -1}, "strange_reference"),
    "half a reference": ({"text": "TRF BLPS/000001", "amount": -1}, "strange_reference"),
    "as much as a grant": ({"text": "GAJI", "amount": -2 * GRANT}, "large"),
    "as much, in": ({"text": "SP2D", "amount": 2 * GRANT}, "large"),
    "a fee": ({"text": "BIAYA BLPSX", "amount": -5_000}, "unknown"),
}


@pytest.mark.parametrize("case", UNNAMED)
def test_what_may_be_about_a_grant_is_looked_at(transfer, case):
    said, reason = UNNAMED[case]
    Group.objects.filter(pk=transfer.group.pk).update(name="KUBE Melati 2")
    StatementLineFactory(**said)

    assert reasons() == [reason]


SECOND = [{"text": "KUBE MELATI 2 ULANG"}, {"counter_account": None}]


@pytest.mark.parametrize("said", SECOND, ids=["by its name", "by its account"])
def test_a_payment_that_arrived_and_is_not_named_is_perhaps_twice(arrived, said):
    Group.objects.filter(pk=arrived.group.pk).update(name="KUBE Melati 2")
    if "counter_account" in said:
        said = {"counter_account": arrived.account.number}
    StatementLineFactory(**said)

    [row] = suggestions(StatementLine.objects.open())

    assert (row.reason, row.near) == (Reason.PERHAPS_DOUBLE, (arrived,))
    assert payments_about(row.line, row).likely == [arrived]


def test_the_second_of_two_waits(transfer):
    line_of(transfer)
    line_of(transfer)

    assert reasons() == ["arrived", "double"]


def test_a_payment_that_arrived_before_is_double(arrived):
    line_of(arrived)

    assert reasons() == ["double"]


def test_parts_wait(transfer):
    line_of(transfer, -10_000_000)
    line_of(transfer, -20_000_000)

    assert reasons() == ["part", "part"]


def test_a_return_waits_for_its_payment(transfer):
    line_of(transfer)
    line_of(transfer, transfer.amount)

    assert reasons() == ["arrived", "not_yet"]


def test_of_a_double_payment_nobody_guesses_which_came_back(arrived):
    line_of(arrived)
    line_of(arrived, arrived.amount)

    assert reasons() == ["double", "which_returned"]


def test_two_references_in_one_line_wait(transfer):
    other = TransferFactory(reference="BLPS0000130139")
    line_of(transfer, text=f"dan {other.reference}")

    assert reasons() == ["several"]


# The page


@pytest.fixture
def cashier(as_user):
    return as_user(UserFactory(role="cashier"))


def test_the_page_shows_what_is_to_be_looked_at(cashier, transfer):
    line_of(transfer)
    wrong = line_of(transfer, -1_000)
    fee = StatementLineFactory(amount=-5_000)

    page = cashier.get(reverse("grants:bank"))

    assert [row.line for row in page.context["page"]] == [wrong]
    for show, count in [("exact", 1), ("unknown", 1), ("matched", 0), ("explained", 0)]:
        rows = cashier.get(reverse("grants:bank"), {"show": show}).context["page"]
        assert len(rows) == count
    assert fee.pk


def test_settled_lines_are_found_again(cashier, arrived):
    page = cashier.get(reverse("grants:bank"), {"show": "matched", "q": arrived.reference})

    assert [row.transfer for row in page.context["page"]] == [arrived]
    assert not cashier.get(reverse("grants:bank"), {"show": "matched", "q": "?"}).context["page"]


def test_another_district_sees_none_of_it(as_user, transfer):
    line_of(transfer)

    page = as_user(UserFactory(role="cashier", at="35.79")).get(reverse("grants:bank"))

    assert not page.context["desk"].open


@pytest.mark.parametrize("show", ["todo", "exact", "unknown", "matched"])
def test_queries_do_not_grow_with_the_rows(cashier, arrived, show, django_assert_max_num_queries):
    for _number in range(3):
        line_of(TransferFactory())
        line_of(TransferFactory(), -1_000)
        StatementLineFactory(amount=-5_000)
        MatchFactory()

    with django_assert_max_num_queries(25), zeal_context():
        cashier.get(reverse("grants:bank"), {"show": show})


def test_the_table_is_taken_along(cashier, transfer):
    line_of(transfer, -1_000)

    answer = cashier.get(reverse("grants:bank"), {"table": "xlsx"})

    assert rows_of(answer)[1][1] == -1_000


def test_a_payment_on_no_statement_is_listed(cashier, arrived):
    late = TransferFactory(date=TODAY - 8 * DAY)
    TransferFactory(date=TODAY)

    page = cashier.get(reverse("grants:waiting_on_bank"))

    assert list(page.context["page"]) == [late]
    assert cashier.get(reverse("grants:bank")).context["waiting"] == 1


def test_reasons_are_sorted_into_what_agrees_and_what_waits():
    assert [reason for reason in Reason if reason.is_exact] == list(Reason)[:3]


def test_nothing_is_offered_that_cannot_be_done(cashier, transfer):
    line = StatementLineFactory(amount=-5_000)
    acts = [reverse(f"grants:{act}", args=[line.pk]) for act in ("match_line", "match_bulk")]

    page = cashier.get(reverse("grants:statement_line", args=[line.pk])).text

    assert not [act for act in acts if act in page]


def test_columns_that_the_bank_leaves_empty_are_not_there(cashier):
    url = reverse("grants:bank")
    StatementLineFactory(text="TRF KE KUBE MELATI BLPS0000120142", counter_account="")

    without = cashier.get(url).text
    StatementLineFactory(counter_name="TOKO MELATI")

    assert "Nama lawan" not in without
    assert "cut-wide" in without
    assert "Nama lawan" in cashier.get(url).text
