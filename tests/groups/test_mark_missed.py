"""A scheduled meeting that did not take place."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from foundation.rules import RuleBroken
from groups.actions.schedule import mark_missed
from groups.models import MissedMeeting
from groups.reports.meetings import missed_meetings, unrecorded_meetings
from groups.reports.tasks import tasks
from tests.conftest import TODAY, in_indonesian
from tests.factories import GroupFactory, MeetingFactory
from tests.finance.conftest import meet, sheet

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
FIRST, SECOND = TODAY - 52 * DAY, TODAY - 17 * DAY  # 35 days apart


@pytest.fixture
def group():
    """A group with two meetings without a sheet, the older beyond the limit of days."""
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=FIRST - 35 * DAY, next_on=FIRST)
    return group


@pytest.fixture
def client(as_user, group):
    client = as_user(group.facilitations.get().facilitator)
    client.facilitator = group.facilitations.get().facilitator
    return client


def mark(group, *dates, reason="Hujan"):
    return mark_missed(group=group, dates=dates, reason=reason, today=TODAY, by=group.registered_by)


def unrecorded_days(group):
    group = type(group).objects.with_schedule().get(pk=group.pk)
    return [(row.date, row.is_too_late) for row in unrecorded_meetings(group, TODAY)]


def test_the_meetings_in_between_are_listed(group):
    assert unrecorded_days(group) == [(FIRST, True), (SECOND, False)]


def test_the_red_line_goes(group):
    facilitator = group.facilitations.get().facilitator
    before = [task.name for task in tasks(facilitator, TODAY)]

    mark(group, FIRST, SECOND)

    assert before == ["groups.meeting"]
    assert list(tasks(facilitator, TODAY)) == []
    assert group.schedule.expected_on == SECOND + 35 * DAY


def test_the_next_one_is_asked_for(group):
    mark(group, FIRST)

    assert unrecorded_days(group) == [(SECOND, False)]


def test_it_is_no_meeting_that_anybody_missed(group):
    mark(group, FIRST)

    assert group.meetings.count() == 1
    assert group.schedule.last_met_on == FIRST - 35 * DAY


def test_the_older_one_comes_first(group):
    with pytest.raises(RuleBroken) as refused:
        mark(group, SECOND)

    assert refused.value.field == "dates"
    assert not MissedMeeting.objects.exists()


@pytest.mark.parametrize("dates", [[], [TODAY - DAY], [FIRST, TODAY + 18 * DAY]])
def test_only_a_scheduled_meeting_is_marked(group, dates):
    with pytest.raises(RuleBroken):
        mark(group, *dates)


def test_it_is_marked_once(group):
    mark(group, FIRST)

    with pytest.raises(RuleBroken):
        mark(group, FIRST)


def test_todays_meeting_is_marked():
    group = GroupFactory(rhythm="7")
    MeetingFactory(group=group, date=TODAY - 7 * DAY)

    mark(group, TODAY)

    assert group.schedule.expected_on == TODAY + 7 * DAY


def test_recorded_all_the_same_it_is_a_meeting(group):
    mark(group, FIRST, SECOND)

    MeetingFactory(group=group, date=SECOND, next_on=TODAY + 3 * DAY)

    group.schedule.refresh_from_db()
    assert (group.schedule.last_met_on, group.schedule.expected_on) == (SECOND, TODAY + 3 * DAY)
    assert [row.date for row in missed_meetings(group.pk)] == [FIRST]


def recorded_all_the_same(group, date):
    """The meeting of a day that was marked as not held."""
    mark(group, date)
    return MeetingFactory(group=group, date=date, next_on=date + 35 * DAY)


def test_a_sheet_of_a_marked_day_is_asked_about_once(client):
    group = GroupFactory(rhythm="35", members=1, facilitator=client.facilitator)
    MeetingFactory(group=group, date=TODAY - 40 * DAY, next_on=SECOND)
    mark(group, SECOND, reason="Balai banjir")
    url = reverse("finance:record_meeting", args=[group.pk])
    data = sheet(group, date=SECOND.isoformat(), counted="15.000")

    asked = client.post(url, data)
    with pytest.raises(RuleBroken) as refused:
        meet(group, date=SECOND)

    assert refused.value.field == "date"
    assert "Balai banjir" in asked.context["sheet"].head.errors["date"][0]
    assert 'name="took_place_asked"' in asked.text
    assert client.post(url, data | {"took_place": "on"}).status_code == 302
    assert group.meetings.held().filter(date=SECOND).exists()


def test_a_mark_that_was_overruled_counts_no_more(group):
    """Though the sheet is cancelled in turn: what became of the day is open again."""
    cancel(recorded_all_the_same(group, FIRST))

    assert unrecorded_days(group)[0] == (FIRST, True)
    assert not missed_meetings(group.pk)
    mark(group, FIRST, reason="Memang tidak jadi")
    assert [row.reason for row in missed_meetings(group.pk)] == ["Memang tidak jadi"]


def cancel(meeting):
    meeting.cancelled_by, meeting.cancelled_at = meeting.recorded_by, timezone.now()
    meeting.cancel_reason = "Salah"
    meeting.save()


def test_the_day_of_a_cancelled_sheet_comes_back_though_later_ones_are_recorded(group):
    lost = MeetingFactory(group=group, date=FIRST, next_on=SECOND)
    MeetingFactory(group=group, date=SECOND, next_on=TODAY)

    cancel(lost)

    assert unrecorded_days(group) == [(FIRST, True)]
    mark(group, FIRST)
    assert unrecorded_days(group) == []


def test_a_sheet_cancelled_for_its_day_leaves_no_day_open(group):
    """Recorded anew some days beside it."""
    wrong = MeetingFactory(group=group, date=FIRST + DAY, next_on=SECOND)
    MeetingFactory(group=group, date=FIRST, next_on=SECOND)
    MeetingFactory(group=group, date=SECOND, next_on=TODAY)

    cancel(wrong)

    assert unrecorded_days(group) == []


def test_the_database_keeps_one_standing_mark_a_day(group):
    mark(group, FIRST)

    with pytest.raises(IntegrityError, match="already"), transaction.atomic():
        insert(group, FIRST, FIRST + 35 * DAY)


def test_the_database_refuses_a_day_with_a_sheet(group):
    held = group.meetings.get()

    with pytest.raises(IntegrityError, match="is recorded"), transaction.atomic():
        insert(group, held.date, held.date + 35 * DAY)


def test_the_database_refuses_a_next_day_before(group):
    with pytest.raises(IntegrityError, match="next_is_later"), transaction.atomic():
        insert(group, SECOND, SECOND)


def insert(group, date, next_on):
    connection.cursor().execute(
        'INSERT INTO groups_missedmeeting (group_id, date, next_on, reason, by_id, "at")'
        " VALUES (%s, %s, %s, 'Hujan', %s, now())",
        [group.pk, date, next_on, group.registered_by_id],
    )


def test_the_page_ticks_the_meetings_up_to_the_chosen_one(client, group):
    url = reverse("groups:mark_missed", args=[group.pk])

    first = client.get(url, {"date": FIRST.isoformat()}).context["form"]
    both = client.get(url, {"date": SECOND.isoformat()}).context["form"]

    assert first["dates"].value() == [FIRST.isoformat()]
    assert both["dates"].value() == [FIRST.isoformat(), SECOND.isoformat()]


def test_the_page_marks_them_and_the_list_says_why(client, group):
    url = reverse("groups:mark_missed", args=[group.pk])
    days = [FIRST.isoformat(), SECOND.isoformat()]

    answer = client.post(url, {"dates": days, "reason": "Balai banjir"})

    page = client.get(answer.url)
    assert "Balai banjir" in page.text
    assert not page.context["unrecorded"]


def test_a_reason_is_asked_for(client, group):
    url = reverse("groups:mark_missed", args=[group.pk])

    answer = client.post(url, {"dates": [FIRST.isoformat()]})

    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"]


def test_without_an_open_meeting_the_page_says_so(as_user):
    group = GroupFactory()
    MeetingFactory(group=group, date=TODAY)
    client = as_user(group.facilitations.get().facilitator)

    page = client.get(reverse("groups:mark_missed", args=[group.pk]))

    assert "<form class" not in page.text.split("<main")[1]


@pytest.mark.parametrize(
    ("days_later", "warned"), [(0, False), (17, False), (18, True), (35, True), (52, True)]
)
def test_a_sheet_says_which_older_meeting_is_open(client, group, days_later, warned):
    url = reverse("finance:record_meeting", args=[group.pk])

    page = client.get(url, {"date": FIRST + days_later * DAY})

    assert page.context["sheet"].older == (FIRST if warned else None)
    assert ("urut menurut tanggal" in page.text) == warned


def test_it_stands_in_its_place_in_the_list(client, group):
    mark(group, FIRST, SECOND)
    later = MeetingFactory(group=group, date=SECOND + 3 * DAY)
    for number in range(1, 27):  # a page holds 25
        MeetingFactory(group=group, date=FIRST - (35 + number) * DAY)
    url = reverse("groups:meetings", args=[group.pk])

    pages = [client.get(url, {"page": number}).context["page"].object_list for number in (1, 2)]

    assert [line.date for line in pages[0][:3]] == [later.date, SECOND, FIRST]
    assert [line.missed is None for line in pages[0][:4]] == [True, False, False, True]
    assert all(line.meeting for line in pages[1])


@pytest.mark.parametrize("newer", [24, 25, 26])
def test_around_the_end_of_a_page_it_stands_once(client, newer):
    group = GroupFactory(rhythm="7", facilitator=client.facilitator)
    for number in range(newer):
        MeetingFactory(group=group, date=TODAY - number * DAY)
    for number in range(2):
        MeetingFactory(group=group, date=TODAY - (newer + 10 + number) * DAY)
    gone = TODAY - (newer + 5) * DAY
    MissedMeeting.objects.create(
        group=group, date=gone, next_on=TODAY, reason="Hujan", by=group.registered_by
    )
    url = reverse("groups:meetings", args=[group.pk])

    pages = [client.get(url, {"page": number}).context["page"].object_list for number in (1, 2)]

    assert [line.date for page in pages for line in page if line.missed] == [gone]


def test_the_summary_says_it(client, group):
    url = reverse("finance:group_overview", args=[group.pk])
    words = f"{in_indonesian(SECOND)} tidak jadi"
    mark(group, FIRST, SECOND)

    said = client.get(url).text
    MeetingFactory(group=group, date=SECOND + DAY)

    assert words in said
    assert words not in client.get(url).text
