"""Bar, row 7: of two papers that cannot both be, written at once, one is; the other is told why."""

import pytest
from django.db import IntegrityError

from grants.selection.models import Award, Decree
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import (
    CandidacyFactory,
    DecreeFactory,
    ListProposalFactory,
    PaperFactory,
    RoundFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


def refusals(done: list) -> list[str]:
    return [
        each.__cause__.diag.constraint_name for each in done if isinstance(each, IntegrityError)
    ]


def test_two_awards_past_the_budget():
    of_one = RoundFactory(places=1)
    rows = [CandidacyFactory(round=of_one) for _ in range(2)]
    decree = DecreeFactory(proposal=ListProposalFactory(round=of_one, listed=rows))

    def give(place):
        row = rows[place - 1]
        more = {"candidacy": row, "group": row.group, "amount": of_one.amount, "by": decree.by}
        return Award.objects.create(decree=decree, round=of_one, place=place, **more)

    done = at_once([lambda: give(1), lambda: give(2)], refused_by=IntegrityError)

    assert refusals(done) == ["grants_award_within_budget"]
    assert Award.objects.count() == 1


def test_two_decrees_on_one_list():
    proposal, by = ListProposalFactory(), UserFactory(role="approver")
    papers = [PaperFactory(), PaperFactory()]

    def sign(paper):
        more = {"proposal": proposal, "round": proposal.round, "paper": paper}
        return Decree.objects.create(date=TODAY, by=by, **more)

    done = at_once([lambda p=p: sign(p) for p in papers], refused_by=IntegrityError)

    assert len(refusals(done)) == 1
    assert Decree.objects.count() == 1
