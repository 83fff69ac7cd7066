"""What is dated back finds no more money than there was on its day, and on each day since."""

import datetime

import pytest

from finance.actions import money
from finance.actions.counts import count_cash
from finance.actions.members import release_member
from finance.actions.sheets import Expense, Help, Withdrawal
from finance.forms.meeting import MeetingSheet
from finance.models import Book
from foundation.formatting import day
from foundation.rules import RuleBroken
from groups.models import Group, Membership
from tests.conftest import TODAY
from tests.finance.conftest import balance, meet, usual
from tests.finance.posting import post

pytestmark = pytest.mark.django_db
Kind = Book.Kind
DAY = datetime.timedelta(days=1)
THEN = TODAY - 5 * DAY
ON = {"date": THEN, "today": TODAY}


def fill(member: Membership, amount: int, date: datetime.date) -> None:
    """Post that much into each book that an act takes money out of; out of them below zero."""
    lent, saved = (Kind.LOAN, member), (Kind.SUKARELA, member)
    sides = [(book, Kind.CAPITAL) for book in (Kind.CASH, Kind.BANK, lent)]
    sides += [(Kind.CAPITAL, book) for book in (Kind.IKS, saved)]
    for debit, credit in sides:
        if amount < 0:
            debit, credit = credit, debit
        of = member if {lent, saved} & {debit, credit} else None
        post(member.group, debit, credit, abs(amount), date, membership=of)


@pytest.fixture
def member(group):
    """20.000 in each book on the day, a million more since today."""
    member = group.memberships.get(number=1)
    fill(member, 20_000, THEN - DAY)
    fill(member, 1_000_000, TODAY)
    return member


def on_a_sheet(group: Group, **out) -> None:
    meet(group, date=THEN, lines=usual(group, savings=0, dues=0), counted=0, reason="?", **out)


def leaves_with(group: Group, amount: int) -> None:
    """Another member, who has saved that much, leaves."""
    leaves = group.memberships.get(number=2)
    saved = (Kind.WAJIB, leaves)
    post(group, Kind.CAPITAL, saved, amount, THEN - DAY, membership=leaves)
    release_member(membership=leaves, reason="moved", by=group.registered_by, **ON)


def alone(act, member: Membership, amount: int, **more) -> None:
    act(amount=amount, by=member.group.registered_by, **ON, **more)


def expense(member: Membership, amount: int, account: str) -> None:
    what = {"group": member.group, "name": "feed", "account": account}
    alone(money.record_expense, member, amount, **what)


ACTS = {
    "withdrawal": lambda m, n: alone(money.withdraw_savings, m, n, membership=m),
    "help": lambda m, n: alone(money.give_help, m, n, membership=m, note="sakit"),
    "expense": lambda m, n: expense(m, n, Kind.CASH),
    "fee": lambda m, n: expense(m, n, Kind.BANK),
    "to the bank": lambda m, n: alone(money.move_to_bank, m, n, group=m.group),
    "from the bank": lambda m, n: alone(money.move_from_bank, m, n, group=m.group),
    "loan": lambda m, n: money.pay_in(membership=m, loan=n, by=m.group.registered_by, **ON),
    "leaving": lambda m, n: leaves_with(m.group, n),
    "drawn on a sheet": lambda m, n: on_a_sheet(m.group, withdrawals=[Withdrawal(m, n)]),
    "help on a sheet": lambda m, n: on_a_sheet(m.group, help=[Help(m, n)]),
    "bought on a sheet": lambda m, n: on_a_sheet(m.group, expenses=[Expense("feed", n)]),
    "banked on a sheet": lambda m, n: on_a_sheet(m.group, to_bank=n),
}


@pytest.mark.parametrize("act", ACTS)
def test_no_more_is_taken_out_than_there_was_that_day(member, act):
    with pytest.raises(RuleBroken, match=rf"Rp20.000 .*on {day(THEN)}"):
        ACTS[act](member, 20_001)


@pytest.mark.parametrize("act", ACTS)
def test_what_was_there_that_day_is_taken_out(member, act):
    ACTS[act](member, 20_000)

    assert member.group.entries.filter(date=THEN).exists()


@pytest.mark.parametrize("act", ACTS)
def test_no_more_than_there_was_on_a_later_day(member, act):
    """For a day 5.000 was left: it is named, with what was there."""
    fill(member, 985_000, THEN)
    fill(member, -1_000_000, THEN + 2 * DAY)

    with pytest.raises(RuleBroken, match=rf"Rp5.000 .*on {day(THEN + 2 * DAY)}"):
        ACTS[act](member, 20_000)


def test_a_count_of_an_earlier_day_takes_no_more_than_was_there_since(member):
    group = member.group
    post(group, Kind.CAPITAL, Kind.CASH, 15_000, THEN + DAY)

    counter = {"counted_by": member, "reason": "hilang", "by": group.registered_by}
    with pytest.raises(RuleBroken, match=rf"Cash box held only Rp5.000 on {day(THEN + DAY)}"):
        count_cash(group=group, counted=10_000, **counter, **ON)


def test_a_late_sheet_counts_the_box_of_its_day(member):
    expenses = [Expense("feed", 12_000)]
    lines = usual(member.group, savings=0, dues=0)

    meeting = meet(member.group, date=THEN, lines=lines, expenses=expenses, counted=8_000)

    assert meeting.cash_count.booked == 8_000
    group = Group.objects.with_schedule().get(pk=member.group_id)
    assert MeetingSheet(group, today=TODAY, date=THEN).cash_before == 8_000
    assert MeetingSheet(group, today=TODAY).cash_before == 1_008_000
    assert balance(member.group, Kind.CASH) == 1_008_000
