"""The pages of money between meetings: each act is idempotent and confirmed on the cash book."""

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from finance.models import Book
from tests.factories import GroupFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, stock, typed

pytestmark = pytest.mark.django_db
SIMPLE = {  # page: POST data, confirmation
    "move_to_bank": ({"amount": "100.000"}, ["Rp100.000", "Rp400.000", "Rp1.100.000"]),
    "move_from_bank": ({"amount": "100000"}, ["Rp100.000", "Rp600.000", "Rp900.000"]),
    "record_interest": ({"amount": "Rp2.347"}, ["Rp2.347", "Rp1.002.347"]),
    "record_expense": (
        {"amount": "5.000", "name": "feed", "account": "cash"},
        ["Rp5.000", "Rp495.000"],
    ),
}


@pytest.fixture
def group():
    group = GroupFactory(members=2)
    stock(group, cash=300_000, bank=1_000_000, iks=200_000)
    return group


def send(as_user, group, page, /, **more):
    client = as_user(facilitator_of(group))
    return client.post(reverse(f"finance:{page}", args=[group.pk]), typed(**more))


@pytest.mark.parametrize("name", SIMPLE)
def test_an_act_is_told_with_what_is_left(as_user, group, name):
    sent, shown = SIMPLE[name]

    response = send(as_user, group, name, **sent)

    assert response.url == reverse("finance:cash", args=[group.pk])
    (message,) = get_messages(response.wsgi_request)
    assert all(figure in str(message) for figure in shown)


def test_help_is_told_with_what_is_left_in_the_fund(as_user, group):
    member = group.memberships.first()

    response = send(
        as_user, group, "give_help", membership=member.pk, amount="50.000", note="sakit"
    )

    (message,) = get_messages(response.wsgi_request)
    assert "Rp150.000" in str(message)


def test_help_says_what_for(as_user, group):
    member = group.memberships.first()

    response = send(as_user, group, "give_help", membership=member.pk, amount="50.000")

    assert response.status_code == 422
    assert "note" in response.context["form"].errors


def test_principal_savings_need_no_amount(as_user, group):
    member = group.memberships.first()

    send(as_user, group, "pay_principal", membership=member.pk)

    assert balance(group, Book.Kind.POKOK, member) == 50_000


def test_a_word_of_ones_own_names_an_expense(as_user, group):
    sent = {"name": "other", "own_name": "Obat cacing", "account": "bank"}

    send(as_user, group, "record_expense", amount="40.000", **sent)

    assert balance(group, Book.Kind.EXPENSE, name="Obat cacing") == 40_000
    assert balance(group, Book.Kind.BANK) == 960_000


def test_what_was_bought_before_is_offered(as_user, group):
    sent = {"name": "other", "own_name": "Obat cacing", "account": "cash"}
    send(as_user, group, "record_expense", amount="40.000", **sent)

    page = reverse("finance:record_expense", args=[group.pk])
    response = as_user(facilitator_of(group)).get(page)

    assert ("Obat cacing", "Obat cacing") in response.context["form"].fields["name"].choices


@pytest.mark.parametrize("amount", ["", "25", "dua", "-5000", "999999999999999999999"])
def test_what_is_no_amount_is_asked_again(as_user, group, amount):
    response = send(as_user, group, "move_to_bank", amount=amount)

    assert response.status_code == 422
    assert "amount" in response.context["form"].errors


def test_the_choices_say_what_there_is(as_user, group):
    response = as_user(facilitator_of(group)).get(reverse("finance:cash_out", args=[group.pk]))

    assert "Rp200.000" in response.content.decode()


def test_a_fee_of_the_bank_is_offered_in_words(as_user, group):
    client = as_user(facilitator_of(group))
    form = client.get(reverse("finance:record_expense", args=[group.pk])).context["form"]

    assert ("bank", "Biaya bank") in form.fields["name"].choices
