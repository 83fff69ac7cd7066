"""A member draws of the voluntary savings."""

import datetime

import pytest

from accounts.rules import RuleBroken
from finance.actions.money import move_to_bank, withdraw_savings
from finance.actions.periods import close_period
from finance.models import Book, Entry
from tests.conftest import TODAY
from tests.factories import MembershipFactory
from tests.finance.stock import balance, save

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


def draw(member, amount, *, date=TODAY):
    by = member.group.registered_by
    return withdraw_savings(membership=member, amount=amount, date=date, today=TODAY, by=by)


def test_savings_go_back_to_the_member():
    member = MembershipFactory()
    save(member, sukarela=120_000)

    entry = Entry.objects.get(pk=draw(member, 50_000))

    assert balance(member.group, Book.Kind.SUKARELA, member) == 70_000
    assert balance(member.group, Book.Kind.CASH) == 70_000
    assert (entry.membership, entry.label) == (member, "Withdrawal")


def test_only_voluntary_savings_are_drawn_while_a_member():
    member = MembershipFactory(person__name="Tumini")
    save(member, pokok=50_000, wajib=60_000, sukarela=40_000)

    words = r"The savings of Ms Tumini are Rp40.000. Rp50.000 cannot be drawn."
    with pytest.raises(RuleBroken, match=words) as refusal:
        draw(member, 50_000)

    assert refusal.value.field == "amount"


def test_the_box_must_hold_it():
    member = MembershipFactory()
    save(member, sukarela=170_000)
    group = member.group
    move_to_bank(group=group, amount=50_000, date=TODAY, today=TODAY, by=group.registered_by)

    with pytest.raises(RuleBroken, match=r"The cash box holds Rp120.000. Lower the money out."):
        draw(member, 150_000)


@pytest.mark.parametrize(
    ("date", "words"),
    [(TODAY + DAY, "has not come yet"), (TODAY - 31 * DAY, "more than 30 days ago")],
)
def test_the_day_is_of_these_days(date, words):
    member = MembershipFactory()
    save(member, sukarela=120_000)

    with pytest.raises(RuleBroken, match=words) as refusal:
        draw(member, 50_000, date=date)

    assert refusal.value.field == "date"


def test_a_closed_month_is_refused_with_the_month_to_use():
    member = MembershipFactory()
    save(member, sukarela=120_000)
    october = datetime.date(2026, 10, 31)
    by = member.group.registered_by
    close_period(group=member.group, month=october, today=TODAY, by=by)

    words = r"The book of October is closed. Record it in November."
    with pytest.raises(RuleBroken, match=words):
        draw(member, 50_000, date=october)


def test_who_has_left_draws_nothing():
    member = MembershipFactory(until=TODAY, reason="moved")
    save(member, sukarela=120_000)

    with pytest.raises(RuleBroken, match="was not a member on 24 November 2026"):
        draw(member, 50_000)


def test_an_amount_is_more_than_nothing():
    with pytest.raises(RuleBroken, match="whole rupiah"):
        draw(MembershipFactory(), 0)
