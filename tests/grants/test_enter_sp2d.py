"""The SP2D number comes from the treasury, after the order; it is used once, and corrected
until something is paid."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.payment.actions.payments import enter_sp2d, order_payment, pay_disbursement
from grants.payment.models import Disbursement, Sp2d
from grants.way.reports.tasks import tasks
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import DAY, DisbursementFactory, PaymentOrderFactory, TransferFactory
from tests.grants.test_order_payment import payable

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def ordered(number: str = "") -> Disbursement:
    """An order of one grant."""
    award = payable()
    by = UserFactory(role="cashier")
    of = {"round": award.round, "awards": [award], "date": TODAY, "today": TODAY, "by": by}
    return order_payment(spm=f"SPM-{award.pk}", sp2d=number, **of).disbursements.get()


def give(row: Disbursement, number: str = "SP2D-7", **more) -> Sp2d:
    facts = {"number": number, "date": TODAY, "today": TODAY, "by": row.by} | more
    return enter_sp2d(order=row.order, **facts)


def pay(row: Disbursement):
    account = row.award.group.bank_accounts.get().number
    facts = {"account_number": account, "date": TODAY, "today": TODAY}
    return pay_disbursement(disbursement=row, by=UserFactory(role="cashier"), **facts)


def test_an_order_waits_for_the_treasury():
    row = ordered()

    with pytest.raises(RuleBroken, match="SP2D number is missing"):
        pay(row)
    give(row)
    assert pay(Disbursement.objects.get())


def test_the_cashier_is_asked_for_it_and_then_to_pay():
    row, cashier = ordered(), UserFactory(role="cashier")
    waits = {task.name for task in tasks(cashier, TODAY)}

    give(row)

    assert (waits, {task.name for task in tasks(cashier, TODAY)}) == (
        {"grants.sp2d"},
        {"grants.ready"},
    )


def test_it_is_corrected_until_something_is_paid():
    row = ordered("SP2D-6")

    give(row, "SP2D-7")
    pay(row)

    assert Sp2d.objects.get().number == "SP2D-7"
    with pytest.raises(RuleBroken, match="is paid already"):
        give(row, "SP2D-8")


@pytest.mark.parametrize("number", ["SP2D-7", "sp2d-7"])
def test_it_is_used_once(number):
    give(ordered())

    with pytest.raises(RuleBroken, match="used already"):
        give(ordered(), number)


def test_it_is_not_the_number_of_an_spm():
    row = ordered()

    with pytest.raises(RuleBroken, match="used already"):
        give(row, row.order.spm.lower())
    with pytest.raises(IntegrityError, match="not that of an SPM"), transaction.atomic():
        Sp2d.objects.create(order=row.order, number=row.order.spm, date=TODAY, by=row.by)


@pytest.mark.parametrize("days", [-1, 1])
def test_its_day_is_between_the_order_and_today(days):
    with pytest.raises(RuleBroken, match="Choose"):
        give(ordered(), date=TODAY + days * DAY)


def test_the_database_pays_nothing_without_it():
    row = DisbursementFactory()
    order = PaymentOrderFactory(round=row.award.round, sp2d="")
    unpaid = DisbursementFactory(award=payable(row.award.decree), order=order)

    with pytest.raises(IntegrityError, match="gave its SP2D"), transaction.atomic():
        TransferFactory(disbursement=unpaid)


@pytest.mark.django_db(transaction=True)
def test_nobody_changes_that_of_a_paid_order():
    TransferFactory()

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match="paid order"), transaction.atomic():
            connection.cursor().execute("UPDATE grants_sp2d SET number = 'x'")


@pytest.mark.django_db(transaction=True)
def test_two_orders_get_no_number_twice():
    rows = [ordered() for _order in range(2)]

    done = at_once([lambda row=row: give(row) for row in rows] * 2)

    assert sum(isinstance(each, Sp2d) for each in done) >= 1
    assert Sp2d.objects.count() == 1


def test_the_page(as_user):
    row = ordered()
    client = as_user(UserFactory(role="cashier"))
    page = reverse("grants:payment_order", args=[row.order_id])
    act = reverse("grants:enter_sp2d", args=[row.order_id])
    before = client.get(page).text

    sent = {"number": "SP2D-7", "date": TODAY.isoformat(), "submission": uuid.uuid4()}
    answer = client.post(act, sent)

    paying = reverse("grants:pay_disbursement", args=[row.pk])
    assert (act in before, paying in before) == (True, False)
    assert answer.url == page
    assert paying in client.get(page).text
    assert "SP2D-7" in client.get(page).text
