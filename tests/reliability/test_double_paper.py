"""Bar, row 7: of two papers that cannot both be, written at once, one is; the other is told why."""

import pytest
from django.db import IntegrityError, transaction

from grants.selection.models import Award, Decree
from tests.at_once import at_once
from tests.factories import UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DecreeFactory,
    LetterheadFactory,
    ListProposalFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(done: list) -> list[str]:
    return [
        each.__cause__.diag.constraint_name for each in done if isinstance(each, IntegrityError)
    ]


def test_two_decrees_on_one_list():
    """Each with an award, of which the round has room for one."""
    of_one, by = RoundFactory(places=1), UserFactory(role="approver")
    rows = [CandidacyFactory(round=of_one) for _ in range(2)]
    proposal = ListProposalFactory(round=of_one, listed=rows)
    LetterheadFactory()

    def sign(place):
        with transaction.atomic():
            decree = DecreeFactory(proposal=proposal, by=by)
            row = rows[place - 1]
            more = {"candidacy": row, "group": row.group, "amount": of_one.amount, "by": by}
            return Award.objects.create(decree=decree, round=of_one, place=place, **more)

    done = at_once([lambda: sign(1), lambda: sign(2)], refused_by=IntegrityError)

    assert len(refusals(done)) == 1
    assert Decree.objects.count() == Award.objects.count() == 1
