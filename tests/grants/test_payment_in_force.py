"""Whether a grant counts as paid: ordered, under way, arrived, returned, paid again."""

import pytest

from grants.payment.models import Match
from grants.spending.models import grants
from tests.grants.factories import DisbursementFactory, MatchFactory, TransferFactory

pytestmark = pytest.mark.django_db


def returned(transfer=None):
    arrived = MatchFactory(transfer=transfer or TransferFactory())
    MatchFactory(transfer=arrived.transfer, kind=Match.Kind.RETURNED)
    return arrived.transfer.disbursement


def again():
    disbursement = returned()
    return TransferFactory(disbursement=disbursement, attempt=2)


CASES = {
    "ordered": (lambda: DisbursementFactory(), False, False),
    "under way": (lambda: TransferFactory().disbursement, True, False),
    "arrived": (lambda: MatchFactory().transfer.disbursement, True, True),
    "returned": (returned, False, False),
    "under way again": (lambda: again().disbursement, True, False),
    "arrived again": (lambda: MatchFactory(transfer=again()).transfer.disbursement, True, True),
    "returned again": (lambda: returned(again()), False, False),
}


@pytest.mark.parametrize("case", CASES)
def test_each_payment_of_a_grant_counts_until_it_is_returned(case):
    make, in_force, paid = CASES[case]
    award = make().award

    assert award.has_payment_in_force == in_force
    assert grants().arrived().filter(pk=award.pk).exists() == paid
