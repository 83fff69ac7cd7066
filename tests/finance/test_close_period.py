"""A month of a group's books is closed."""

import datetime

import pytest

from accounts.rules import RuleBroken
from finance.actions.periods import close_period
from tests.conftest import TODAY
from tests.factories import GroupFactory

pytestmark = pytest.mark.django_db


def close(group, year, month, today=TODAY):
    day = datetime.date(year, month, 15)
    return close_period(group=group, month=day, today=today, by=group.registered_by)


def test_a_month_that_is_over_is_closed():
    period = close(GroupFactory(), 2026, 10)

    assert period.month == datetime.date(2026, 10, 1)


def test_on_its_last_day():
    last = datetime.date(2026, 11, 30)

    assert close(GroupFactory(), 2026, 11, today=last)


@pytest.mark.parametrize(("year", "month"), [(2026, 11), (2027, 1)])
def test_not_before_it_is_over(year, month):
    with pytest.raises(RuleBroken, match="is not over"):
        close(GroupFactory(), year, month)


def test_once():
    group = GroupFactory()
    close(group, 2026, 10)

    with pytest.raises(RuleBroken, match="closed before"):
        close(group, 2026, 10)


def test_not_before_there_was_a_group():
    with pytest.raises(RuleBroken, match="not there yet"):
        close(GroupFactory(), 2023, 12)
