"""Payments noted by the file that went to the bank: each compared, what differs named."""

import datetime

import pytest
from django.urls import reverse

from foundation.days import IN_THE_FUTURE
from foundation.rules import RuleBroken
from grants.payment.actions.payments import pay_by_file
from grants.payment.models import PaymentOrder, Transfer
from grants.payment.reports.transfer_file import transfer_file
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    GRANT,
    AgreementFactory,
    AwardFactory,
    CandidacyFactory,
    DecreeFactory,
    DisbursementFactory,
    PaymentOrderFactory,
)
from tests.grants.statements import excel, upload
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


def order_of_three():
    """An order of three groups, released by the treasury."""
    decree = DecreeFactory()
    order = PaymentOrderFactory(round=decree.round)
    for _number in range(3):
        candidacy = CandidacyFactory(round=decree.round)
        award = AgreementFactory(award=AwardFactory(decree=decree, candidacy=candidacy)).award
        DisbursementFactory(award=award, order=order)
    return order


made = shared(order_of_three)


@pytest.fixture
def order(made):
    return PaymentOrder.objects.get(pk=made.pk)


def content_of(order) -> bytes:
    return transfer_file(order, TODAY).content


def pay(order, content, **more):
    facts = {"date": TODAY, "today": TODAY, "by": UserFactory(role="cashier")}
    return pay_by_file(order=order, content=content, **facts | more)


def changed(order, place: int, old: str, new: str) -> bytes:
    rows = content_of(order).decode().splitlines()
    assert old in rows[place]
    rows[place] = rows[place].replace(old, new)
    return "\r\n".join(rows).encode()


def numbers(order) -> list[str]:
    rows = order.disbursements.order_by("pk")
    return [row.award.group.bank_accounts.first().number for row in rows]


def test_the_file_of_the_order_pays_all_of_it(order):
    made, left = pay(order, content_of(order))

    assert (len(made), left) == (3, [])
    assert sorted(row.account.number for row in made) == sorted(numbers(order))


def test_nothing_is_paid_tomorrow(order):
    made, left = pay(order, content_of(order), date=TODAY + datetime.timedelta(days=1))

    assert made == []
    assert {why for _about, why in left} == {IN_THE_FUTURE}


def test_another_account_is_left_and_named(order):
    number = content_of(order).decode().splitlines()[2].split(";")[2]

    made, [(_group, why)] = pay(order, changed(order, 2, number, "999000111222"))

    assert len(made) == 2
    assert "999000111222" in why
    assert number in why
    assert not Transfer.objects.filter(account__number=number).exists()


def test_another_amount_is_left_and_named(order):
    made, [(_group, why)] = pay(order, changed(order, 1, str(GRANT), "300000"))

    assert (len(made), "another amount" in why) == (2, True)


def test_a_missing_row_and_a_strange_one_are_named(order):
    rows = content_of(order).decode().splitlines()
    strange = "BLPS0099990142;Bank;123456789;X;500000;x"

    made, left = pay(order, "\n".join([*rows[:3], strange]).encode())

    assert len(made) == 2
    assert any("is not in the file" in why for _who, why in left)
    assert any("no payment of this order" in why for _who, why in left)


def test_a_row_twice_is_refused(order):
    rows = content_of(order).decode().splitlines()

    made, [(_group, why)] = pay(order, "\n".join([*rows, rows[1]]).encode())

    assert (len(made), "more than once" in why) == (2, True)


def test_sent_again_nothing_is_paid_twice(order):
    content = content_of(order)
    pay(order, content)

    assert pay(order, content) == ([], [])


def test_who_signed_the_decree_pays_nothing_by_a_file_either(order):
    signer = order.round.decrees.get().by

    made, left = pay(order, content_of(order), by=signer)

    assert (made, len(left)) == ([], 3)


def test_a_banks_table_without_references_goes_by_the_accounts(order):
    rows = [[TODAY, "", number, "x", GRANT, "", ""] for number in numbers(order)]

    made, left = pay(order, excel(rows))

    assert (len(made), left) == (3, [])


def test_a_file_without_payments_is_refused(order):
    with pytest.raises(RuleBroken, match="No payment was found"):
        pay(order, b"nama;alamat\nSiti;Dawuhan\n")


def test_the_page_compares_and_notes(as_user, order):
    client, url = (
        as_user(UserFactory(role="cashier")),
        reverse("grants:pay_by_file", args=[order.pk]),
    )
    key = client.get(url).context["form"]["submission"].value()
    file = upload(content_of(order), "transfer.csv")

    answer = client.post(url, {"submission": key, "date": TODAY.isoformat(), "file": file})

    assert answer.url == reverse("grants:payment_order", args=[order.pk])
    assert Transfer.objects.count() == 3
