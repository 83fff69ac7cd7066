"""Ending a role is at once, and one administrator always stays."""

import datetime

import pytest

from accounts.actions import end_assignment
from accounts.models import Assignment
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


def test_an_ended_role_is_gone_the_same_day(administrator):
    assignment = AssignmentFactory()

    end_assignment(assignment=assignment, on=TODAY, by=administrator)

    assert not Assignment.objects.running(TODAY).filter(pk=assignment.pk).exists()
    assert Assignment.objects.running(TODAY - DAY).filter(pk=assignment.pk).exists()


def test_it_says_who_ended_it(administrator):
    ended = end_assignment(assignment=AssignmentFactory(), on=TODAY, by=administrator)

    assert ended.ended_by == administrator
    assert ended.ended_at


def test_a_role_that_has_not_begun_never_begins(administrator):
    assignment = AssignmentFactory(since=TODAY + DAY)

    ended = end_assignment(assignment=assignment, on=TODAY, by=administrator)

    assert ended.until == ended.since
    assert not Assignment.objects.running(TODAY + DAY).filter(pk=assignment.pk).exists()


def test_a_role_ends_once(administrator):
    assignment = AssignmentFactory(until=TODAY)

    with pytest.raises(RuleBroken, match="ended already"):
        end_assignment(assignment=assignment, on=TODAY, by=administrator)


def test_the_last_administrator_stays(administrator):
    with pytest.raises(RuleBroken, match="last administrator"):
        end_assignment(assignment=administrator.assignments.get(), on=TODAY, by=administrator)


def test_an_administrator_ends_another(administrator):
    other = UserFactory(role="administrator")

    end_assignment(assignment=other.assignments.get(), on=TODAY, by=administrator)

    assert not other.assignments.running(TODAY).exists()


def test_the_sessions_of_the_user_end(administrator, as_user):
    assignment = AssignmentFactory()
    client = as_user(assignment.user)

    end_assignment(assignment=assignment, on=TODAY, by=administrator)

    assert client.get("/").status_code == 302
