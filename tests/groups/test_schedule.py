"""Last and next expected meeting of a group, maintained by triggers."""

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone
from hypothesis import given, settings, strategies

from groups.models import Group, Schedule
from groups.models.rhythm import IN_A_WEEK, Rhythm
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, UserFactory, region
from tests.full import examples

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def days(group) -> tuple:
    row = Schedule.objects.get(group=group)
    return row.last_met_on, row.quiet_since, row.expected_on


def test_a_monthly_group_without_a_day_meets_a_month_after_its_founding():
    group = GroupFactory(formed_on=datetime.date(2026, 1, 31), rhythm="monthly")

    assert days(group) == (None, group.formed_on, datetime.date(2026, 2, 28))


def test_a_group_entered_later_is_expected_from_then_on():
    yesterday = timezone.now() - DAY
    group = GroupFactory(formed_on=TODAY - 1_000 * DAY, registered_at=yesterday, rhythm="35")

    assert days(group) == (None, TODAY - DAY, TODAY + 34 * DAY)


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
    agreed = GroupFactory(formed_on=TODAY - 100 * DAY)
    MeetingFactory(group=agreed, date=TODAY - 40 * DAY, next_on=TODAY)
    mine = Schedule.objects.visible_to(UserFactory(role="verifier"))

    assert {row.group for row in mine} == {silent, new, agreed}
    assert mine.silent(since=TODAY - 30 * DAY, today=TODAY).get().group == silent
    assert mine.late(TODAY).get().group == silent


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE groups_schedule SET expected_on = now()",
        "DELETE FROM groups_schedule",
        "SELECT groups_reckon_schedule(id) FROM groups_group",
        "SELECT groups_next_meeting('7', NULL, NULL, '2026-11-29')",
    ],
)
def test_the_site_writes_none(sql):
    GroupFactory()

    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute(sql)


FRIDAY, LAST_OF_JANUARY = datetime.date(2026, 11, 27), datetime.date(2027, 1, 31)


@pytest.mark.parametrize(
    ("rhythm", "day", "following"),
    [
        ({"rhythm": "monthly"}, LAST_OF_JANUARY, datetime.date(2027, 2, 28)),
        ({"rhythm": "monthly", "month_day": 31}, FRIDAY, datetime.date(2026, 12, 31)),
        ({"rhythm": "monthly", "month_day": 20}, FRIDAY, datetime.date(2026, 12, 20)),
        ({"rhythm": "monthly", "month_day": 1}, LAST_OF_JANUARY, datetime.date(2027, 3, 1)),
        ({"rhythm": "nth1", "weekday": 5}, FRIDAY, datetime.date(2027, 1, 1)),
        ({"rhythm": "nth1", "weekday": 5}, FRIDAY - 7 * DAY, datetime.date(2026, 12, 4)),
        ({"rhythm": "last", "weekday": 5}, FRIDAY, datetime.date(2026, 12, 25)),
        ({"rhythm": "35"}, FRIDAY, datetime.date(2027, 1, 1)),
        ({"rhythm": "7", "weekday": 5}, FRIDAY - 2 * DAY, datetime.date(2026, 12, 4)),
        ({"rhythm": "21", "weekday": 5}, FRIDAY + 2 * DAY, datetime.date(2026, 12, 18)),
    ],
)
def test_the_rhythms(rhythm, day, following):
    assert Group(**rhythm).next_meeting_after(day) == following


@settings(deadline=None, max_examples=examples(50, 200))
@given(
    rhythm=strategies.sampled_from(Rhythm.values),
    weekday=strategies.none() | strategies.integers(1, 7),
    month_day=strategies.none() | strategies.integers(1, 31),
    day=strategies.dates(datetime.date(1999, 1, 1), datetime.date(2101, 12, 31)),
)
def test_the_database_reckons_as_python_does(rhythm, weekday, month_day, day):
    in_weeks = rhythm != Rhythm.MONTHLY
    weekday = (weekday or (1 if rhythm in IN_A_WEEK else None)) if in_weeks else None
    month_day = None if in_weeks else month_day
    when = {"rhythm": rhythm, "weekday": weekday, "month_day": month_day, "formed_on": day}

    group = GroupFactory(**when, facilitator=False, rules=False)

    assert days(group)[2] == group.first_meeting_after(day) > day


@settings(deadline=None, max_examples=examples(50, 200))
@given(
    when=strategies.one_of(
        strategies.integers(1, 31).map(lambda day: {"rhythm": "monthly", "month_day": day}),
        strategies.tuples(strategies.sampled_from(IN_A_WEEK), strategies.integers(1, 7)).map(
            lambda pair: dict(zip(("rhythm", "weekday"), pair, strict=True))
        ),
        strategies.integers(1, 7).map(lambda day: {"rhythm": "7", "weekday": day}),
    ),
    day=strategies.dates(datetime.date(1999, 1, 1), datetime.date(2101, 12, 31)),
)
def test_the_first_meeting_skips_no_day_of_the_rhythm(when, day):
    group = Group(**when)
    long_before = group.first_meeting_after(day - 62 * DAY)
    days = [long_before]
    while days[-1] <= day:
        days.append(group.first_meeting_after(days[-1]))

    assert group.first_meeting_after(day) == days[-1]


def test_registered_late_in_the_month_it_is_expected_the_next_month():
    group = Group(rhythm="monthly", month_day=10)

    assert group.first_meeting_after(datetime.date(2026, 11, 29)) == datetime.date(2026, 12, 10)


@pytest.mark.parametrize(
    "odd",
    [
        {"rhythm": "nth1"},
        {"rhythm": "monthly", "weekday": 5},
        {"rhythm": "7", "month_day": 5},
        {"rhythm": "last", "weekday": 5, "month_day": 1},
    ],
)
def test_a_rhythm_without_its_day_is_refused_by_the_database(odd):
    with pytest.raises(IntegrityError, match="rhythm_has_its_day"), transaction.atomic():
        GroupFactory(**odd)


def test_a_change_of_the_day_counts_at_once():
    group = GroupFactory(formed_on=TODAY, rhythm="7")

    group.weekday = (TODAY + 3 * DAY).isoweekday()
    group.save()

    assert days(group)[2] == TODAY + 3 * DAY
