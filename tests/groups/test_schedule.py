"""Last and next expected meeting of a group, maintained by triggers."""

import datetime

import pytest
from django.db import ProgrammingError, connection, transaction
from django.utils import timezone

from groups.models import Schedule
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, UserFactory, region

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def days(group) -> tuple:
    row = Schedule.objects.get(group=group)
    return row.last_met_on, row.quiet_since, row.expected_on


def test_before_the_first_meeting_the_rhythm_counts_from_the_founding():
    group = GroupFactory(formed_on=datetime.date(2026, 1, 31), rhythm="monthly")

    assert days(group) == (None, group.formed_on, datetime.date(2026, 2, 28))


def test_what_the_last_meeting_agreed_is_expected():
    group = GroupFactory()
    MeetingFactory(group=group, date=TODAY - 20 * DAY, next_on=TODAY + 5 * DAY)
    MeetingFactory(group=group, date=TODAY - 50 * DAY, next_on=TODAY - 22 * DAY)

    assert days(group) == (TODAY - 20 * DAY, TODAY - 20 * DAY, TODAY + 5 * DAY)


@pytest.mark.parametrize("next_on", [None, TODAY - 20 * DAY])
def test_without_a_later_day_the_rhythm_says_it(next_on):
    group = GroupFactory(rhythm="14")
    MeetingFactory(group=group, date=TODAY - 20 * DAY, next_on=next_on)

    assert days(group)[2] == TODAY - 6 * DAY


def test_a_cancelled_sheet_leaves_the_one_before():
    group = GroupFactory()
    first = MeetingFactory(group=group, date=TODAY - 50 * DAY, next_on=TODAY - 20 * DAY)
    wrong = MeetingFactory(group=group, date=TODAY - 20 * DAY, next_on=TODAY)

    wrong.cancelled_at, wrong.cancelled_by = timezone.now(), wrong.recorded_by
    wrong.cancel_reason = "Salah"
    wrong.save()

    assert days(group) == (first.date, first.date, first.next_on)


def test_it_follows_the_facts_of_the_group():
    group = GroupFactory(rhythm="monthly", formed_on=TODAY)

    group.rhythm, group.village = "7", region("35.07.07.2002")
    group.save()

    assert days(group)[2] == TODAY + 7 * DAY
    assert group.schedule.village_id == "35.07.07.2002"


def test_they_are_counted_in_the_territory():
    silent = GroupFactory(formed_on=TODAY - 100 * DAY)
    new = GroupFactory(formed_on=TODAY)
    GroupFactory(formed_on=TODAY - 100 * DAY, village=region("35.79.01.2001"))
    mine = Schedule.objects.visible_to(UserFactory(role="verifier"))

    assert {row.group for row in mine} == {silent, new}
    assert mine.silent(since=TODAY - 30 * DAY).get().group == silent
    assert mine.late(TODAY).get().group == silent


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE groups_schedule SET expected_on = now()",
        "DELETE FROM groups_schedule",
        "SELECT groups_reckon_schedule(id) FROM groups_group",
    ],
)
def test_the_site_writes_none(sql):
    GroupFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)
