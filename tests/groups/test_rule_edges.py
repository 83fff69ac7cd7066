"""Borders of the rules of groups and of money that `run.py bench mutants` could move unseen."""

import datetime

import pytest

from finance.rules.enough import _held
from foundation.rules import RuleBroken
from groups.rules.members import age
from groups.rules.schedule import require_formed
from tests.conftest import TODAY
from tests.factories import GroupFactory

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(("days", "years"), [(-1, 35), (0, 36), (1, 36)])
def test_a_year_of_age_begins_on_the_birthday(days, years):
    assert age(datetime.date(1990, 5, 17), datetime.date(2026, 5, 17) + days * DAY) == years
    assert age(None, TODAY) is None


@pytest.mark.parametrize("field", ["date", "since"])
@pytest.mark.django_db
def test_a_day_before_the_group_is_said_beside_its_field(field):
    group = GroupFactory(formed_on=TODAY)
    asked = {} if field == "date" else {"field": field}

    require_formed(group, TODAY, **asked)
    with pytest.raises(RuleBroken) as refused:
        require_formed(group, TODAY - DAY, **asked)
    assert refused.value.field == field


def test_the_earliest_of_the_days_with_the_least_is_named():
    held = _held(10, {TODAY: 10, TODAY - DAY: 0}, TODAY - 5 * DAY)

    assert (held.least, held.then, held.on) == (0, 0, TODAY - 5 * DAY)
