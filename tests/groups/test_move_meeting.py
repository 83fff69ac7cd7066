"""The next meeting is moved, or set where there was none."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.schedule import mark_missed, move_meeting
from groups.models import Group, MovedMeeting
from tests.conftest import TODAY, in_indonesian
from tests.factories import GroupFactory, MeetingFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
THERE = {"next_at": datetime.time(19, 30), "next_place": "Rumah Bu Sri"}


@pytest.fixture
def group():
    group = GroupFactory(rhythm="35", usual_hour=datetime.time(16), members=1)
    MeetingFactory(group=group, date=TODAY - 20 * DAY, next_on=TODAY + 3 * DAY)
    return group


@pytest.fixture
def client(as_user, group):
    return as_user(group.facilitations.get().facilitator)


def move(group, day, **more):
    return move_meeting(
        group=group, next_on=day, reason="Panen", today=TODAY, by=group.registered_by, **more
    )


def scheduled(group):
    return Group.objects.with_schedule().get(pk=group.pk)


def test_the_group_is_expected_on_the_new_day(group):
    move(group, TODAY + 9 * DAY, **THERE)

    now = scheduled(group)
    assert (now.expected_on, now.expected_at) == (TODAY + 9 * DAY, THERE["next_at"])
    assert (now.expected_place, now.moved_because) == ("Rumah Bu Sri", "Panen")


def test_the_last_move_counts(group):
    move(group, TODAY + 9 * DAY)
    move(group, TODAY + 5 * DAY)

    assert scheduled(group).expected_on == TODAY + 5 * DAY


def test_a_move_to_where_it_is_already_is_none(group):
    expected = TODAY + 3 * DAY

    with pytest.raises(RuleBroken) as refused:
        move(group, expected)

    assert refused.value.field == "next_on"
    assert move(group, expected, **THERE).next_place == "Rumah Bu Sri"


@pytest.mark.parametrize("agreed", [None, 9])
def test_an_extra_meeting_before_its_day_leaves_it(group, agreed):
    move(group, TODAY + 9 * DAY, **THERE)

    MeetingFactory(group=group, date=TODAY, next_on=agreed and TODAY + agreed * DAY)

    assert scheduled(group).expected_on == TODAY + 9 * DAY
    assert (scheduled(group).expected_at, scheduled(group).moved_because) == (
        THERE["next_at"],
        "Panen",
    )


def test_another_day_agreed_then_counts_before_it(group):
    move(group, TODAY + 9 * DAY)

    MeetingFactory(group=group, date=TODAY, next_on=TODAY + 20 * DAY)

    assert scheduled(group).expected_on == TODAY + 20 * DAY
    assert not scheduled(group).moved_because


def test_a_move_replaced_by_another_never_comes_back(group):
    move(group, TODAY + 9 * DAY)
    move(group, TODAY)

    MeetingFactory(group=group, date=TODAY)

    assert scheduled(group).expected_on == TODAY + 35 * DAY


def test_the_sheet_of_an_extra_meeting_proposes_it(client, group):
    move(group, TODAY + 9 * DAY, **THERE)

    page = client.get(reverse("finance:record_meeting", args=[group.pk]))

    shown = page.context["sheet"].head.initial
    assert {name: shown[name] for name in ("next_on", *THERE)} == {
        "next_on": TODAY + 9 * DAY,
        **THERE,
    }
    assert "Panen" in page.text


def test_moving_far_says_once_which_meetings_fall_out(client, group):
    url = reverse("groups:move_meeting", args=[group.pk])
    far = {"next_on": (TODAY + 80 * DAY).isoformat(), "reason": "Panen raya"}

    asked = client.post(url, far)

    assert asked.status_code == 422
    for day in (TODAY + 38 * DAY, TODAY + 73 * DAY):
        assert in_indonesian(day) in str(asked.context["form"].errors["next_on"])
    assert client.post(url, {**far, "sure": "on"}).status_code == 302
    assert scheduled(group).expected_on == TODAY + 80 * DAY


def test_an_overdue_meeting_is_postponed():
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=TODAY - 40 * DAY)

    move(group, TODAY + 2 * DAY)

    assert not scheduled(group).is_late(TODAY)


def test_after_a_meeting_that_did_not_take_place():
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=TODAY - 36 * DAY)
    mark_missed(
        group=group, dates=[TODAY - DAY], reason="Hujan", today=TODAY, by=group.registered_by
    )

    move(group, TODAY + 2 * DAY)

    assert scheduled(group).expected_on == TODAY + 2 * DAY


def test_a_group_without_meetings_sets_it():
    group = GroupFactory(formed_on=TODAY)

    move(group, TODAY + 2 * DAY)

    assert scheduled(group).expected_on == TODAY + 2 * DAY


def test_a_sheet_for_an_earlier_meeting_does_not_take_the_move_back(group):
    move(group, TODAY + 9 * DAY)

    MeetingFactory(group=group, date=TODAY - 50 * DAY)

    assert scheduled(group).expected_on == TODAY + 9 * DAY


@pytest.mark.parametrize("day", [TODAY - DAY, TODAY + 367 * DAY])
def test_not_into_the_past_nor_far_away(group, day):
    with pytest.raises(RuleBroken) as refused:
        move(group, day)

    assert refused.value.field == "next_on"
    assert not MovedMeeting.objects.exists()


def test_not_to_the_day_on_which_the_group_met(group):
    MeetingFactory(group=group, date=TODAY)

    with pytest.raises(RuleBroken):
        move(group, TODAY)


def test_the_database_keeps_the_order(group):
    with pytest.raises(IntegrityError, match="after_the_last"), transaction.atomic():
        connection.cursor().execute(
            "INSERT INTO groups_movedmeeting"
            ' (group_id, after, instead_of, next_on, next_place, reason, by_id, "at")'
            " VALUES (%s, %s, %s, %s, '', 'Panen', %s, now())",
            [group.pk, TODAY, TODAY, TODAY, group.registered_by_id],
        )


@pytest.mark.parametrize("page", ["finance:group_overview", "home"])
def test_pages_lead_to_it(client, group, page):
    args = [] if page == "home" else [group.pk]

    shown = client.get(reverse(page, args=args)).text

    assert reverse("groups:move_meeting", args=[group.pk]) in shown


def test_the_page_moves_it_and_the_group_says_why(client, group):
    url = reverse("groups:move_meeting", args=[group.pk])
    shown = client.get(url).context["form"]
    data = {"next_on": (TODAY + 9 * DAY).isoformat(), "reason": "Panen raya"}

    answer = client.post(url, data)

    assert shown["next_on"].value() == TODAY + 3 * DAY
    assert "Panen raya" in client.get(answer.url).text


def test_what_was_moved_is_not_edited_with_the_minutes(client, group):
    url = reverse("groups:edit_meeting", args=[group.meetings.get().pk])
    before = client.get(url).context["form"].fields

    move(group, TODAY + 9 * DAY)

    assert "next_on" in before
    assert "next_on" not in client.get(url).context["form"].fields
