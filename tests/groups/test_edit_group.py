"""When a group meets, edited on the page of its facts."""

import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from groups.models import Group
from tests.conftest import TODAY, in_indonesian
from tests.factories import GroupFactory, MeetingFactory
from tests.finance.conftest import meet

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def group():
    return GroupFactory(name="Melati", rhythm="35")


def send(as_user, group, **more):
    client = as_user(group.facilitations.get().facilitator)
    data = {"name": "Melati", "business": "goats", "rhythm": "35", "usual_hour": "16:00"}
    return client.post(reverse("groups:edit_group", args=[group.pk]), data | more)


def said(response) -> str:
    (message,) = get_messages(response.wsgi_request)
    return str(message)


def test_a_new_rhythm_says_when_the_next_meeting_is(as_user, group):
    MeetingFactory(group=group, date=TODAY - 2 * DAY)

    answer = send(as_user, group, rhythm="7")

    assert f"sekarang {in_indonesian(TODAY + 5 * DAY, 'l, j F Y')}" in said(answer)


def test_it_says_that_an_agreed_day_stays(as_user, group):
    MeetingFactory(group=group, date=TODAY - 2 * DAY, next_on=TODAY + 20 * DAY)

    answer = send(as_user, group, rhythm="7", weekday=5)

    assert f"tetap {in_indonesian(TODAY + 20 * DAY, 'l, j F Y')}" in said(answer)


def test_another_change_says_nothing_of_it(as_user, group):
    assert said(send(as_user, group, hamlet="Krajan")) == "Tersimpan."


def test_the_first_friday_needs_the_friday(as_user, group):
    refused = send(as_user, group, rhythm="nth1")
    send(as_user, group, rhythm="nth1", weekday=5)

    group.refresh_from_db()
    assert refused.context["form"].errors["weekday"]
    assert (group.rhythm, group.weekday) == (Group.Rhythm.NTH_1, 5)


def test_what_does_not_belong_to_the_rhythm_is_left_out(as_user, group):
    send(as_user, group, rhythm="monthly", weekday=5, month_day=20)

    group.refresh_from_db()
    assert (group.weekday, group.month_day) == (None, 20)


def test_numbers_go_on_from_the_groups_own_book(as_user):
    group = GroupFactory(name="Melati", rhythm="35", members=2)
    send(as_user, group, meetings_before=34)
    group.refresh_from_db()

    numbers = [meet(group, date=TODAY - 3 * DAY).number, meet(group).number]

    assert numbers == [35, 36]


def test_the_sheet_has_the_number_that_is_saved(as_user):
    group = GroupFactory(meetings_before=34, members=1)
    client = as_user(group.facilitations.get().facilitator)

    page = client.get(reverse("finance:record_meeting", args=[group.pk]))

    assert page.context["sheet"].number == 35
    assert Group.objects.with_meetings().get(pk=group.pk).next_number == 35
