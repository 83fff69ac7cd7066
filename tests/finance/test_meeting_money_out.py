"""Money that leaves the table at a meeting: no more than there is."""

import pytest

from finance.actions.sheets import Expense, Help, Withdrawal
from foundation.rules import RuleBroken
from tests.finance.conftest import balance, meet, usual
from tests.finance.one_sheet import YESTERDAY, one_saves

pytestmark = pytest.mark.django_db


def test_money_out_leaves_the_table(group):
    meet(group, date=YESTERDAY, lines=usual(group, savings=30_000))
    member = group.memberships.get(number=1)

    meeting = meet(
        group,
        withdrawals=[Withdrawal(member, 15_000)],
        help=[Help(member, 10_000, "Sakit")],
        expenses=[Expense("feed", 5_000, "Katul")],
        to_bank=10_000,
        counted=5_000,
    )

    assert balance(group, "sukarela", member) == 5_000
    assert balance(group, "iks") == 20_000
    assert balance(group, "expense", name="feed") == 5_000
    assert balance(group, "bank") == 10_000
    assert not meeting.cash_count.whole_box


def test_more_out_than_in_counts_the_whole_box(group):
    meet(group, date=YESTERDAY)

    meeting = meet(group, to_bank=60_000, counted=30_000)

    assert meeting.cash_count.whole_box
    assert meeting.cash_count.booked == 30_000
    assert balance(group, "cash") == 30_000


def test_nobody_withdraws_more_than_saved(group):
    meet(group, date=YESTERDAY, lines=usual(group, savings=30_000))
    member = group.memberships.get(number=1)

    words = r"voluntary savings of Rp20\.000, which alone are drawn. Cannot withdraw Rp25\.000"
    with pytest.raises(RuleBroken, match=words):
        meet(group, withdrawals=[Withdrawal(member, 25_000)], counted=20_000)


def test_nor_in_two_parts(group):
    meet(group, date=YESTERDAY, lines=usual(group, savings=30_000))
    member = group.memberships.get(number=1)

    with pytest.raises(RuleBroken) as refusal:
        meet(group, withdrawals=[Withdrawal(member, 15_000)] * 2, counted=15_000)

    assert refusal.value.field == "withdrawals-1-amount"


def test_mandatory_savings_stay_while_a_member(group):
    meet(group, date=YESTERDAY)

    with pytest.raises(RuleBroken, match=r"voluntary savings of Rp0"):
        meet(group, withdrawals=[Withdrawal(group.memberships.first(), 5_000)], counted=40_000)


def test_what_was_saved_today_may_be_withdrawn_today(group):
    member = group.memberships.get(number=1)

    meet(
        group,
        lines=one_saves(group, savings=25_000),
        withdrawals=[Withdrawal(member, 15_000)],
        counted=10_000,
    )

    assert balance(group, "sukarela", member) == 0


def test_the_fund_gives_what_it_has(group):
    with pytest.raises(RuleBroken, match=r"fund has Rp15\.000 left"):
        meet(group, help=[Help(group.memberships.first(), 20_000)], counted=25_000)


def test_the_box_gives_what_it_has(group):
    with pytest.raises(RuleBroken, match=r"Rp45\.000 in the cash box"):
        meet(group, to_bank=50_000, counted=0)
