"""Payment orders: several groups, each whole award once, into a checked account."""

import csv
import io

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.payment.actions.payments import order_payment
from grants.payment.models import Disbursement, PaymentOrder
from grants.payment.rules.references import is_reference
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import UserFactory
from tests.grants.factories import (
    DAY,
    GRANT,
    AccountCheckFactory,
    AgreementFactory,
    AwardFactory,
    BankAccountFactory,
    DecreeFactory,
    DisbursementFactory,
    PaymentOrderFactory,
    SignedPageFactory,
    TransferFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def payable(decree=None):
    """An award with its signed agreement and a checked account."""
    award = AgreementFactory(award=AwardFactory(**({"decree": decree} if decree else {}))).award
    SignedPageFactory(paper=award.agreement.paper)
    AccountCheckFactory(account=BankAccountFactory(group=award.group))
    return award


def order(awards, **more):
    facts = {
        "round": awards[0].round,
        "date": TODAY,
        "spm": "SPM/1",
        "sp2d": "SP2D/1",
        "today": TODAY,
        "by": UserFactory(role="cashier"),
    }
    return order_payment(awards=awards, **facts | more)


def test_several_groups_stand_in_one_order():
    decree = DecreeFactory()

    kept = order([payable(decree), payable(decree)])

    assert [row.amount for row in kept.disbursements.all()] == [GRANT, GRANT]
    assert kept.paper.content["amount"] == 2 * GRANT


def test_a_grant_is_ordered_once():
    award = payable()
    order([award])
    award.refresh_from_db()

    with pytest.raises(RuleBroken, match="stands in an order to pay already"):
        order([award], sp2d="SP2D/2")


def test_an_sp2d_number_is_used_once_over_all_rounds():
    order([payable()])

    with pytest.raises(RuleBroken, match="SP2D number is used already"):
        order([payable()], spm="SPM/2", sp2d="sp2d/1")


@pytest.mark.parametrize("spm", ["SPM/1", "spm/1", "SP2D/1"])
def test_an_spm_number_is_used_once(spm):
    order([payable()])

    with pytest.raises(RuleBroken, match="SPM number is used already"):
        order([payable()], spm=spm, sp2d="")
    with pytest.raises(IntegrityError, match="used once"), transaction.atomic():
        PaymentOrderFactory(spm=spm)


def test_without_agreement_nothing_is_ordered():
    award = AwardFactory()
    AccountCheckFactory(account=BankAccountFactory(group=award.group))

    with pytest.raises(RuleBroken, match="no agreement yet"):
        order([award])


def test_without_the_signed_page_nothing_is_ordered():
    award = AgreementFactory().award
    AccountCheckFactory(account=BankAccountFactory(group=award.group))
    sent = PaymentOrderFactory(round=award.round)

    with pytest.raises(RuleBroken, match="signed page of the agreement"):
        order([award])
    with pytest.raises(IntegrityError, match="its agreement signed"), transaction.atomic():
        Disbursement.objects.create(order=sent, award=award, amount=GRANT, by=sent.by)


def test_without_a_checked_account_nothing_is_ordered():
    award = AgreementFactory().award
    SignedPageFactory(paper=award.agreement.paper)
    BankAccountFactory(group=award.group)

    with pytest.raises(RuleBroken, match="Nobody checked the bank account"):
        order([award])


def test_a_changed_account_waits():
    award = payable()
    changed = BankAccountFactory(group=award.group, reason="Bank tutup")
    AccountCheckFactory(account=changed)

    with pytest.raises(RuleBroken, match="may be paid from"):
        order([award])


def test_nor_a_grant_of_another_round():
    with pytest.raises(RuleBroken, match="no grant in this round"):
        order([payable()], round=payable().round)


def test_an_order_without_groups_is_none():
    with pytest.raises(RuleBroken, match="at least one group"):
        order_payment(
            round=payable().round,
            awards=[],
            date=TODAY,
            spm="1",
            sp2d="1",
            today=TODAY,
            by=UserFactory(role="cashier"),
        )


@pytest.mark.parametrize("days", [1, -1])
def test_its_day_is_between_agreement_and_today(days):
    with pytest.raises(RuleBroken, match="Choose"):
        order([payable()], date=TODAY + days * DAY)


def test_the_database_pays_a_whole_award():
    with pytest.raises(IntegrityError, match="whole award"), transaction.atomic():
        DisbursementFactory(amount=GRANT - 1)


def test_the_page_orders_those_that_were_ticked(as_user):
    decree = DecreeFactory()
    ticked, left = payable(decree), payable(decree)
    client = as_user(UserFactory(role="cashier"))
    url = reverse("grants:order_payment", args=[decree.round_id])
    key = client.get(url).context["form"]["submission"].value()
    fields = {
        "submission": key,
        "awards": [ticked.pk],
        "date": TODAY.isoformat(),
        "spm": "SPM/9",
        "sp2d": "SP2D/9",
    }

    response = client.post(url, fields)

    assert response.url == reverse("grants:payment_order", args=[PaymentOrder.objects.get().pk])
    assert Disbursement.objects.get().award == ticked
    assert str(left.group) not in client.get(response.url).text


def test_the_page_says_who_cannot_be_paid_yet(as_user):
    decree = DecreeFactory()
    payable(decree)
    late = AwardFactory(decree=decree)

    page = as_user(UserFactory(role="cashier")).get(
        reverse("grants:order_payment", args=[decree.round_id])
    )

    assert str(late.group) in page.text


def test_the_bank_gets_one_line_a_payment(as_user):
    row = DisbursementFactory()
    client = as_user(UserFactory(role="cashier"))

    answer = client.get(reverse("grants:download_transfers", args=[row.order_id]))

    head, line = csv.reader(io.StringIO(answer.content.decode()), delimiter=";")
    assert head[0] == "referensi"
    assert is_reference(line[0])
    account = row.award.group.bank_accounts.get()
    assert line[2:5] == [account.number, account.holder, str(GRANT)]


def test_excel_keeps_the_zeros_of_an_account(as_user):
    row = DisbursementFactory()
    url = reverse("grants:download_transfers", args=[row.order_id])

    answer = as_user(UserFactory(role="cashier")).get(url, {"table": "xlsx"})

    number = row.award.group.bank_accounts.get().number
    assert number.startswith("0")
    assert rows_of(answer)[1][2] == number


def test_what_is_paid_is_not_in_the_file(as_user):
    row = TransferFactory().disbursement

    answer = as_user(UserFactory(role="cashier")).get(
        reverse("grants:download_transfers", args=[row.order_id])
    )

    assert len(answer.content.decode().splitlines()) == 1
