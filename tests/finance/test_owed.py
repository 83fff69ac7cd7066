"""What members owe, by the rules of each day."""

import datetime

import pytest

from finance import ledger
from finance.models import Book, Entry
from finance.reports.owed import Cell, owed
from tests.conftest import TODAY, month
from tests.factories import DuesRuleFactory, GroupFactory, MembershipFactory
from tests.finance.conftest import meet, usual

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (month(later) for later in (-6, -5, -4))


def of(group, member, on=TODAY):
    return owed(group, [member], on)[member.pk]


@pytest.fixture
def member(group):
    return group.memberships.get(number=1)


def test_a_new_group_owes_one_meeting(group, member):
    found = of(group, member)

    assert (found.usual_savings, found.usual_dues) == (10_000, 5_000)
    assert (found.savings_owed, found.dues_owed) == (10_000, 5_000)


def test_who_paid_nothing_owes_two_meetings(group, member):
    meet(group, date=MAY, lines=usual(group, savings=0, dues=0))

    found = of(group, member)

    assert (found.savings_owed, found.dues_owed) == (20_000, 10_000)
    assert (found.savings_arrears, found.dues_arrears) == (10_000, 5_000)


def test_who_paid_owes_one_meeting(group, member):
    meet(group, date=MAY)

    assert of(group, member).savings_owed == 10_000
    assert of(group, member).dues_owed == 5_000


def test_each_meeting_by_the_rule_of_its_day(group, member):
    DuesRuleFactory(group=group, since=JUNE, amount=7_000)
    meet(group, date=MAY, lines=usual(group, savings=0, dues=0))
    meet(group, date=JUNE, lines=usual(group, savings=0, dues=0))

    found = of(group, member)

    assert found.months == [
        Cell(MAY.replace(day=1), 5_000, 0),
        Cell(JUNE.replace(day=1), 7_000, 0),
    ]
    assert found.usual_dues == 7_000


def test_the_oldest_month_is_paid_first_and_ahead_is_allowed(group, member):
    meet(group, date=MAY, lines=usual(group, dues=0))
    meet(group, date=JUNE, lines=usual(group, dues=7_000))

    assert of(group, member).months == [
        Cell(MAY.replace(day=1), 5_000, 5_000),
        Cell(JUNE.replace(day=1), 5_000, 2_000),
    ]
    meet(group, date=JULY, lines=usual(group, dues=20_000))
    assert of(group, member).dues_ahead == 12_000
    assert of(group, member).dues_owed == 0


def test_a_late_sheet_fills_what_is_still_open(group, member):
    meet(group, date=JUNE)

    assert of(group, member, on=MAY).savings_owed == 10_000


def test_a_meeting_of_the_day_itself_counts_once(group, member):
    meet(group, lines=usual(group, savings=0))

    assert of(group, member).savings_owed == 10_000


def test_only_meetings_while_a_member(group):
    meet(group, date=MAY, lines=usual(group, savings=0, dues=0))
    late = MembershipFactory(group=group, since=JUNE)

    assert of(group, late).savings_owed == 10_000


def test_opening_balances_pay_no_meeting(group, member):
    meet(group, date=MAY, lines=usual(group, savings=0))
    opening = ledger.book(group, Book.Kind.OPENING)
    wajib = ledger.book(group, Book.Kind.WAJIB, member)
    by = group.registered_by
    ledger.post(debit=opening, credit=wajib, amount=60_000, date=MAY, by=by, membership=member)

    assert of(group, member).savings_arrears == 10_000


def test_help_from_the_fund_is_no_debt(group, member):
    meet(group, date=MAY)
    cash, iks = ledger.book(group, Book.Kind.CASH), ledger.book(group, Book.Kind.IKS)
    by = group.registered_by
    ledger.post(debit=iks, credit=cash, amount=9_000, date=MAY, by=by, membership=member)

    assert of(group, member).dues_arrears == 0


def test_what_was_reversed_is_owed_again(group, member):
    meet(group, date=MAY)
    paid = Entry.objects.filter(membership=member).select_related("debit", "credit")

    ledger.reverse(paid, date=TODAY, reason="Salah orang", by=group.registered_by)

    assert of(group, member).savings_arrears == 10_000
    assert of(group, member).dues_arrears == 5_000


@pytest.mark.parametrize(("members", "meetings"), [(5, 1), (20, 4)])
def test_a_fixed_number_of_statements(django_assert_num_queries, members, meetings):
    group = GroupFactory(members=members)
    for back in range(meetings):
        meet(group, date=MAY - datetime.timedelta(days=back))
    memberships = list(group.memberships.all())

    with django_assert_num_queries(5):
        owed(group, memberships, TODAY)
