"""The list of payments: the state of each grant, who acts next, since when."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from grants.way.reports.payments import awards_to_pay, payment_rows, states_of
from tests.conftest import TODAY
from tests.excel import rows_of as excel_rows
from tests.factories import UserFactory
from tests.grants.factories import (
    AccountCheckFactory,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    BudgetFactory,
    DisbursementFactory,
    HandoverFactory,
    MatchFactory,
    SignedPageFactory,
    TransferFactory,
)
from tests.grants.matching import explain
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def only_row():
    cashier = UserFactory(role="cashier")
    found = states_of(awards_to_pay(cashier))
    (row,) = payment_rows(list(found), found, cashier, TODAY)
    return row


def planned():
    BudgetFactory(candidacy=AwardFactory().candidacy)


def refused():
    account = BankAccountFactory(group=signed().group)
    AccountCheckFactory(account=account, right=False, note="Nama lain")


def signed():
    award = AgreementFactory().award
    SignedPageFactory(paper=award.agreement.paper)
    return award


def with_account():
    AccountCheckFactory(account=BankAccountFactory(group=signed().group))


def returned():
    transfer = MatchFactory().transfer
    MatchFactory(transfer=transfer, kind="returned")


@pytest.mark.parametrize(
    ("make", "state", "who"),
    [
        (AwardFactory, "plan", "Facilitator"),
        (planned, "agreement", "Head of division"),
        (AgreementFactory, "signature", "Facilitator"),
        (signed, "account", "Facilitator"),
        (refused, "account_refused", "Facilitator"),
        (lambda: BankAccountFactory(group=signed().group), "account_check", "Verifier"),
        (with_account, "order", "Cashier"),
        (DisbursementFactory, "ready", "Cashier"),
        (TransferFactory, "paid", "another cashier"),
        (returned, "pay_again", "Cashier"),
        (MatchFactory, "arrived", "Facilitator"),
        (HandoverFactory, "handed_over", ""),
    ],
)
def test_each_grant_says_where_it_stands(make, state, who):
    make()

    row = only_row()

    assert (row.state, row.waits_for) == (state, who)
    assert row.since


def test_the_cashier_finds_what_to_pay(as_user):
    ready, paid = DisbursementFactory(), TransferFactory()

    page = as_user(UserFactory(role="cashier")).get(
        reverse("grants:disbursements"), {"state": "ready"}
    )

    assert reverse("grants:pay_disbursement", args=[ready.pk]) in page.text
    assert str(paid.disbursement.award.group) not in page.text


def test_another_district_is_not_shown(as_user):
    award = AwardFactory()

    page = as_user(UserFactory(role="cashier", at="35.79")).get(reverse("grants:disbursements"))

    assert str(award.group) not in page.text


def test_changed_accounts_are_found(as_user):
    plain, changed = DisbursementFactory(), DisbursementFactory()
    BankAccountFactory(group=changed.award.group, reason="Bank tutup")

    page = as_user(UserFactory(role="approver")).get(
        reverse("grants:disbursements"), {"changed": "on"}
    )

    assert str(changed.award.group) in page.text
    assert f">{plain.award.group}<" not in page.text


def test_a_group_is_found_by_its_village(as_user):
    award = AwardFactory()
    client = as_user(UserFactory(role="cashier"))

    found, none = (
        client.get(reverse("grants:disbursements"), {"q": words}).text
        for words in ("kube dawuhan", "nowhere")
    )

    assert str(award.group) in found
    assert str(award.group) not in none


@pytest.mark.parametrize("asked", [{"state": "x"}, {"round": "x"}, {"round": "99999"}])
def test_an_odd_filter_is_told(as_user, asked):
    answer = as_user(UserFactory(role="cashier")).get(reverse("grants:disbursements"), asked)

    assert answer.status_code == 400


def test_the_table_is_taken_along(as_user):
    award = AwardFactory()

    answer = as_user(UserFactory(role="auditor")).get(
        reverse("grants:disbursements"), {"table": "xlsx"}
    )

    head, row = excel_rows(answer)
    assert row[0] == str(award.group)
    assert len(head) >= len(row)


def test_a_longer_list_asks_no_more(as_user):
    client = as_user(UserFactory(role="cashier"))
    url = reverse("grants:disbursements")
    one_of_each()
    with CaptureQueriesContext(connection) as short:
        client.get(url)
    one_of_each()

    with CaptureQueriesContext(connection) as long:
        client.get(url)

    assert len(long) == len(short)


def one_of_each():
    for make in (AwardFactory, DisbursementFactory, TransferFactory, HandoverFactory, returned):
        make()


def test_what_the_bank_paid_twice_is_marked_until_it_came_back(as_user):
    transfer, cashier = MatchFactory().transfer, UserFactory(role="cashier")
    client, url = as_user(cashier), reverse("grants:disbursements")
    explain(line_of(transfer), "double", cashier, transfer)

    assert "30.000.000 terlalu banyak" in client.get(url).text
    assert "30.000.000" in excel_rows(client.get(url, {"table": "xlsx"}))[1][-1]
    explain(line_of(transfer, transfer.amount), "came_back", cashier, transfer)
    assert "terlalu banyak" not in client.get(url).text
