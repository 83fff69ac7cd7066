"""Matching all exact lines at once; lines that the user paid are left out."""

import pytest
from django.urls import reverse

from grants.payment.actions.matches import match_exact
from grants.payment.models import Match
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import TransferFactory
from tests.grants.matching import sent
from tests.grants.statements import line_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]


@pytest.fixture
def transfer():
    return TransferFactory()


@pytest.fixture
def cashier(db):
    return UserFactory(role="cashier")


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
