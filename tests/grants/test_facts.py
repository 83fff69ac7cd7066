"""The figures from the books beside each criterion, and the level they suggest (domain.md §7)."""

import datetime

import pytest

from finance.models import Book, Period
from grants.selection.reports.facts import criterion_facts, reached
from groups.models import PovertyCheck
from tests.conftest import TODAY, month
from tests.factories import AttendanceFactory, GroupFactory, MeetingFactory, UserFactory
from tests.finance.posting import pay_in, post
from tests.grants.factories import (
    AwardFactory,
    BudgetFactory,
    CandidacyFactory,
    InstrumentFactory,
    RoundFactory,
    officers,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
LAST_YEAR = TODAY - datetime.timedelta(days=500)


@pytest.fixture
def candidacy():
    return CandidacyFactory(group=GroupFactory(members=5))


def fact(candidacy, number):
    return criterion_facts(candidacy, TODAY)[number]


def test_vacant_offices_point_to_nothing(candidacy):
    assert fact(candidacy, 1).level == 0
    officers(candidacy.group)

    assert fact(candidacy, 1).level is None  # scored by the verifier


def test_dues_are_what_was_paid_of_what_was_due(candidacy):
    group = candidacy.group
    MeetingFactory(group=group, date=TODAY)
    for member in group.memberships.all()[:4]:
        pay_in(member, 5_000, TODAY, kind=Book.Kind.IKS)

    found = fact(candidacy, 2)

    assert found.text == "Rp20.000 of Rp25.000 due in 12 months: 80%"
    assert found.level == 3


@pytest.mark.parametrize(
    ("more", "level"), [(0, 0), (1_000, 1), (2_500, 2), (5_000, 3), (5_100, 4)]
)
def test_savings_are_compared_with_a_year_ago(candidacy, more, level):
    member = candidacy.group.memberships.first()
    pay_in(member, 10_000, LAST_YEAR)
    if more:
        pay_in(member, more, TODAY)

    assert fact(candidacy, 3).level == level


def test_months_of_business_are_counted(candidacy):
    pay_in(candidacy.group.memberships.first(), 900_000, LAST_YEAR)
    for ago in (4, 3, 2, 1):
        feed = (Book.Kind.EXPENSE, None, "feed")
        post(candidacy.group, feed, Book.Kind.CASH, 10_000, month(-ago))

    assert fact(candidacy, 4).level == 1


def test_closed_months_count_of_the_last_twelve(candidacy):
    head = UserFactory(role="head")
    for ago in range(2, 11):
        Period.objects.create(group=candidacy.group, month=month(-ago), closed_by=head)

    assert fact(candidacy, 7).level == 3


def test_an_earlier_grant_is_looked_at(candidacy):
    assert fact(candidacy, 8).level == 4
    earlier = CandidacyFactory(group=candidacy.group, round=RoundFactory(name="BLPS 2020"))
    AwardFactory(decree__proposal__round=earlier.round, candidacy=earlier, group=earlier.group)

    found = fact(candidacy, 8)

    assert found.level is None
    assert "BLPS 2020" in found.text


def test_attendance_is_the_mean_of_the_last_meetings(candidacy):
    meeting = MeetingFactory(group=candidacy.group, date=TODAY)
    for place, member in enumerate(candidacy.group.memberships.all()):
        AttendanceFactory(
            meeting=meeting, membership=member, kind="absent" if place == 0 else "present"
        )

    assert fact(candidacy, 9).level == 3  # 80%


def test_need_is_the_share_in_the_poorest_deciles(candidacy):
    by = UserFactory(role="verifier")
    for member in candidacy.group.memberships.all()[:3]:
        PovertyCheck.objects.create(
            household=member.household,
            poverty_list="DTSEN",
            version="2026-3",
            checked_on=TODAY,
            decile=2,
            by=by,
        )

    assert fact(candidacy, 10).level == 3  # 60%


def test_a_plan_is_for_the_verifier_to_judge(candidacy):
    assert fact(candidacy, 6).level == 0
    BudgetFactory(candidacy=candidacy)

    assert fact(candidacy, 6).level is None


def test_of_another_instrument_we_know_nothing():
    other = InstrumentFactory(code="other")

    assert criterion_facts(CandidacyFactory(round__instrument=other), TODAY) == {}


def test_a_limit_that_is_reached_counts():
    assert [reached(value, [50, 75]) for value in (49.9, 50, 75)] == [0, 1, 2]
