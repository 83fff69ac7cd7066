"""The office's own bank account: typed by one person, confirmed by another, corrected or
removed while no statement rests on it."""

import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.database_roles import as_owner
from foundation.rules import RuleBroken
from grants.payment.actions.office_accounts import (
    add_office_account,
    confirm_office_account,
    correct_office_account,
    remove_office_account,
)
from grants.payment.actions.statements import withdraw_statement
from grants.payment.models import BankFile, OfficeAccount
from grants.way.reports.tasks import tasks
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.grants.factories import OfficeAccountFactory
from tests.grants.statements import mt940
from tests.grants.test_import_statement import TWO, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
RIGHT = {"bank": "Bank Jatim", "number": "0011000123"}


@pytest.fixture
def cashiers():
    return [UserFactory(role="cashier") for _two in range(2)]


@pytest.fixture
def typed(cashiers):
    return add_office_account(office=region("35.07"), **RIGHT, by=cashiers[0])


def correct(account, by):
    changed = {"office": account.office, "bank": account.bank, "number": "0011000999"}
    return correct_office_account(account=account, **changed, by=by)


def remove(account, by):
    return remove_office_account(account=account, reason="Salah ketik", by=by)


def test_statements_wait_for_the_second_person(typed, cashiers):
    with pytest.raises(RuleBroken, match="Nobody confirmed this account"):
        send(typed, mt940(TWO))
    confirm_office_account(account=typed, by=cashiers[1])

    assert send(typed, mt940(TWO)).new == 2


def test_the_page_offers_what_can_be_done(as_user, typed, cashiers):
    url = reverse("grants:import_statement")
    confirm = reverse("grants:confirm_office_account", args=[typed.pk])
    own, other = (as_user(cashier).get(url) for cashier in cashiers)

    assert (confirm in own.text, confirm in other.text) == (False, True)
    assert not other.context["form"].fields["account"].queryset
    assert 'name="file"' not in other.text
    assert "Bendahara lain yang memastikan" in own.text
    assert "Tabel bank ini langsung terbaca" in own.text


def test_it_waits_for_every_cashier_but_who_typed_it(typed, cashiers):
    def waiting():
        found = [[task.name for task in tasks(cashier, TODAY)] for cashier in cashiers]
        return [names.count("grants.office_account") for names in found]

    assert waiting() == [0, 1]
    confirm_office_account(account=typed, by=cashiers[1])
    assert waiting() == [0, 0]


def test_nobody_confirms_the_own_typing(typed, cashiers):
    with pytest.raises(RuleBroken, match="Who typed the account"):
        confirm_office_account(account=typed, by=cashiers[0])


def test_a_correction_is_confirmed_anew(typed, cashiers):
    confirm_office_account(account=typed, by=cashiers[1])

    corrected = correct(typed, cashiers[1])

    assert (corrected.number, corrected.is_confirmed) == ("0011000999", False)
    assert confirm_office_account(account=typed, by=cashiers[0]).is_confirmed


def test_a_removed_one_may_be_entered_again(typed, cashiers):
    remove(typed, cashiers[0])

    assert add_office_account(office=typed.office, **RIGHT, by=cashiers[0])
    with pytest.raises(RuleBroken, match="removed already"):
        confirm_office_account(account=typed, by=cashiers[1])


@pytest.mark.parametrize("act", [correct, remove])
def test_not_while_a_statement_rests_on_it(cashiers, act):
    account = OfficeAccountFactory()
    file = send(account, mt940(TWO)).file

    with pytest.raises(RuleBroken, match="Take the file back first"):
        act(account, cashiers[0])
    withdraw_statement(file=file, reason="Salah", by=cashiers[0])
    assert act(account, cashiers[0])


@pytest.mark.parametrize(
    "act",
    [
        correct,
        lambda account, by: add_office_account(
            office=account.office, bank=account.bank, number="0011000999", by=by
        ),
    ],
)
def test_an_account_is_entered_once(typed, cashiers, act):
    add_office_account(office=typed.office, bank="Bank Jatim", number="0011000999", by=cashiers[1])

    with pytest.raises(RuleBroken, match="here already"):
        act(typed, cashiers[0])


def test_nobody_learns_of_an_account_elsewhere_or_takes_it_first(typed, cashiers):
    there = [UserFactory(role="cashier", at="35.79") for _two in range(2)]

    other = add_office_account(office=region("35.79"), **RIGHT, by=there[0])
    confirm_office_account(account=typed, by=cashiers[1])

    with pytest.raises(RuleBroken, match="cannot be confirmed"):
        confirm_office_account(account=other, by=there[1])
    with pytest.raises(IntegrityError, match="of_one_office"), transaction.atomic():
        OfficeAccount.objects.filter(pk=other.pk).update(confirmed_by=there[1])


def test_the_database_takes_no_statement_of_an_unconfirmed_one(typed):
    day = {"first_on": "2026-01-01", "last_on": "2026-01-02"}

    with pytest.raises(IntegrityError, match="two persons know"), transaction.atomic():
        BankFile.objects.create(
            account=typed, name="x", digest="x", content=b"x", by=typed.by, **day
        )


WRITES = {
    "UPDATE grants_officeaccount SET confirmed_by_id = by_id": "stays until it changes",
    "UPDATE grants_officeaccount SET number = '99999999'": "statements stays",
    "UPDATE grants_officeaccount SET removed = 'x'": "statements stays",
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("write", "says"), WRITES.items())
def test_nobody_changes_a_used_one(write, says):
    send(OfficeAccountFactory(), mt940(TWO))

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match=says), transaction.atomic():
            connection.cursor().execute(write)


@pytest.mark.django_db(transaction=True)
def test_nobody_keeps_the_confirmation_of_another_number():
    OfficeAccountFactory()
    write = "UPDATE grants_officeaccount SET number = '99999999'"

    for role in (transaction.atomic, as_owner):
        with role(), pytest.raises(IntegrityError, match="anew"), transaction.atomic():
            connection.cursor().execute(write)


def test_the_pages(as_user, cashiers):
    first, second = map(as_user, cashiers)
    region("35.07")
    sent = {"office": "35.07", "bank": "Bank Jatim", "number": "0011-000124"}
    first.post(reverse("grants:add_office_account"), sent | {"submission": uuid.uuid4()})
    account = OfficeAccount.objects.get()
    correct, confirm, remove = (
        reverse(act, args=[account.pk])
        for act in (
            "grants:correct_office_account",
            "grants:confirm_office_account",
            "grants:remove_office_account",
        )
    )
    listed = second.get(reverse("grants:import_statement")).text
    assert all(url in listed for url in (correct, confirm, remove))

    right = sent | {"number": "0011.000123", "submission": uuid.uuid4()}
    first.post(correct, right)
    second.post(confirm, {"submission": uuid.uuid4()})

    account.refresh_from_db()
    assert (account.number, account.confirmed_by) == ("0011000123", cashiers[1])
    second.post(remove, {"reason": "Tidak dipakai", "submission": uuid.uuid4()})
    assert not OfficeAccount.objects.in_force().exists()
