"""Bar, row 33: propose, decide, pay and review are four people's; who audits does none of them.

Each pair in each order, with a new role between, is broken in tests/grants/test_duties.py.
"""

from itertools import combinations

import pytest
from django.db import IntegrityError, transaction

from accounts.actions import assign_role
from accounts.duties import APART, require_apart
from accounts.models import LIFTABLE, Assignment, Duty
from accounts.people_needed import LIFTED_FOR_THREE, people_needed
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import LONG_AGO, AssignmentFactory, PairLiftFactory, UserFactory, region
from tests.grants.factories import CandidacyFactory, DecreeFactory, ListProposalFactory

pytestmark = pytest.mark.django_db
FOUR = ["propose_group", "sign_decree", "pay", "review_report"]
ACTING = [role for role in Assignment.Role if role not in {"auditor", "member", "administrator"}]


def test_any_two_of_the_four_are_a_pair():
    apart = {frozenset(pair.acts) for pair in APART}

    assert {frozenset(two) for two in combinations(FOUR, 2)} <= apart


def test_only_those_beyond_the_programme_are_lifted():
    """domain.md §2: sign the decree / pay is never lifted."""
    kept = {pair.name for pair in APART} - set(LIFTABLE)

    assert len(LIFTABLE) == 6
    assert kept >= {"sign_decree/pay", "propose_list/sign_decree", "pay/match", "check_account/pay"}
    assert (len(people_needed()), len(people_needed(LIFTED_FOR_THREE))) == (4, 3)


def propose_and_sign(user):
    selection_round = CandidacyFactory(by=user).round
    return DecreeFactory(proposal=ListProposalFactory(round=selection_round), by=user).round


@pytest.mark.parametrize("office", ["35.07", "35.79"])
def test_a_lift_holds_in_its_office_alone(office):
    lift = PairLiftFactory(pair="propose_group/sign_decree", office=region(office))
    user = UserFactory()

    if office == "35.79":
        with pytest.raises(IntegrityError, match="never_by_one"), transaction.atomic():
            propose_and_sign(user)
        return
    done = propose_and_sign(user)

    assert Duty.objects.get(user=user, lift=lift, side=1).case == f"round:{done.pk}"
    require_apart("sign_decree", office, by=user, round=done)
    with pytest.raises(RuleBroken):
        require_apart("pay", office, by=user, round=done)


def add(user, role):
    place = None if role in Assignment.WITHOUT_TERRITORY else place_of(role)
    by = UserFactory(role="administrator")
    return assign_role(user=user, role=role, region=place, since=TODAY, by=by)


def place_of(role):
    level = Assignment.LEVELS.get(role, 2)
    return region({1: "35", 2: "35.07", 4: "35.07.07.2001"}[level])


@pytest.mark.parametrize("role", ACTING)
def test_an_auditor_holds_no_role_that_acts(role):
    auditor, other = UserFactory(role="auditor"), UserFactory(role=role)

    for user, second in [(auditor, role), (other, "auditor")]:
        with pytest.raises(RuleBroken, match="Pemeriksa"):
            add(user, second)
        with pytest.raises(IntegrityError, match="auditor_acts_not"), transaction.atomic():
            AssignmentFactory(user=user, role=second)


def test_one_after_the_other_and_a_member_too():
    auditor = UserFactory()
    AssignmentFactory(user=auditor, role="auditor", since=LONG_AGO, until=TODAY)
    add(auditor, "member")

    assert add(auditor, "verifier").role == "verifier"
