"""The home page of each role."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from kube_admin.home import facilitated, greeting, urgent
from tests.conftest import TODAY
from tests.factories import (
    AssignmentFactory,
    DecisionFactory,
    GroupFactory,
    MeetingFactory,
    ProblemFactory,
    UserFactory,
)
from tests.grants.factories import PublicationFactory
from tests.tasks import MONTHLY, besides_reports

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def ratna():
    return UserFactory(role="facilitator", name="Ratna Wulandari")


def met(facilitator, *, next_on, **group):
    group = GroupFactory(facilitator=facilitator, **group)
    MeetingFactory(group=group, date=TODAY - 20 * DAY, next_on=next_on)
    return group


def urgent_for(user):
    return urgent(besides_reports(user), TODAY)


def test_who_meets_today_and_this_week(ratna):
    today = met(ratna, next_on=TODAY)
    week = met(ratna, next_on=TODAY + 7 * DAY)
    met(ratna, next_on=TODAY + 8 * DAY)

    mine = facilitated(ratna, TODAY)

    assert (mine.today, mine.week, mine.count) == ([today], [week], 3)


def test_where_nothing_was_agreed_the_rhythm_says_it(ratna):
    group = met(ratna, next_on=None, rhythm="14")

    (task,) = urgent_for(ratna)

    assert (task.about, task.day) == (str(group), TODAY - 6 * DAY)


def test_a_recorded_meeting_is_not_late(ratna):
    group = met(ratna, next_on=TODAY - DAY)
    MeetingFactory(group=group, date=TODAY - DAY)

    assert urgent_for(ratna) == []


def test_a_cancelled_sheet_makes_it_late_again(ratna):
    group = met(ratna, next_on=TODAY - DAY)
    MeetingFactory(
        group=group,
        date=TODAY - DAY,
        cancelled_at=timezone.now(),
        cancelled_by=ratna,
        cancel_reason="Salah",
    )

    assert [task.name for task in urgent_for(ratna)] == ["groups.meeting"]


def test_what_is_due_soon_or_late_is_urgent(ratna):
    group = met(ratna, next_on=TODAY + 9 * DAY)
    meeting = group.meetings.get()
    ProblemFactory(group=group, due_on=TODAY - DAY, what="Late")
    DecisionFactory(meeting=meeting, due_on=TODAY + 3 * DAY, what="Soon", who="")
    DecisionFactory(meeting=meeting, due_on=TODAY - DAY, done_on=TODAY)
    DecisionFactory(meeting=meeting, due_on=TODAY + 4 * DAY)
    ProblemFactory(due_on=TODAY - DAY)

    assert [task.text for task in urgent_for(ratna)] == ["Late", "Soon"]


def test_officers_wait_for_old_problems(ratna):
    verifier = UserFactory(role="verifier")
    old = ProblemFactory(raised_on=TODAY - 61 * DAY)
    ProblemFactory(raised_on=TODAY - 60 * DAY)

    (task,) = besides_reports(verifier)

    assert (task.about, task.text) == (str(old.group), old.what)


def test_tasks_stand_by_kind_with_grants_above_old_problems(as_user):
    head = UserFactory(role="head")
    for _number in range(7):
        ProblemFactory(raised_on=TODAY - 150 * DAY)
    PublicationFactory()

    page = as_user(head).get(reverse("home"))

    kinds = [kind for kind in page.context["waiting"] if kind.tasks[0].name not in MONTHLY]
    assert [kind.tasks[0].name for kind in kinds] == ["grants.list", "groups.problem"]
    assert len(kinds[1].first) == 5
    assert reverse("groups:open_problems") in page.text


@pytest.mark.parametrize(
    ("hour", "words"), [(6, "morning"), (12, "day"), (16, "afternoon"), (20, "evening")]
)
@pytest.mark.usefixtures("in_english")
def test_the_greeting_knows_the_time(hour, words):
    assert words in greeting(hour)


def test_the_page_greets_and_leads_on(as_user, ratna):
    group = met(ratna, next_on=timezone.localdate())

    response = as_user(ratna).get(reverse("home"))

    assert "Bu Ratna" in response.text
    assert reverse("finance:record_meeting", args=[group.pk]) in response.text


def test_the_queries_do_not_grow(as_user, ratna):
    client = as_user(ratna)
    fill(ratna, 2)
    client.get(reverse("home"))

    with zeal_context(), CaptureQueriesContext(connection) as few:
        client.get(reverse("home"))
    fill(ratna, 20)
    with zeal_context(), CaptureQueriesContext(connection) as many:
        client.get(reverse("home"))

    assert len(few) == len(many) < 26


def fill(facilitator, count):
    for _number in range(count):
        ProblemFactory(group=met(facilitator, next_on=TODAY), due_on=TODAY)


@pytest.mark.parametrize(("role", "page"), [("member", "finance:my"), ("administrator", "users")])
def test_who_has_a_page_of_their_own_goes_there(as_user, role, page):
    assert as_user(UserFactory(role=role)).get(reverse("home")).url == reverse(page)


def test_each_role_held_has_its_part(as_user, ratna):
    AssignmentFactory(user=ratna, role="verifier")

    response = as_user(ratna).get(reverse("home"))

    assert {"mine", "waiting", "territory"} <= response.context.keys()


def test_a_meeting_recorded_today_is_named(as_user, ratna):
    group = met(ratna, next_on=TODAY)
    before = facilitated(ratna, TODAY).met
    MeetingFactory(group=group, date=TODAY)

    page = as_user(ratna).get(reverse("home")).text

    assert before == []
    assert "Sudah dicatat" in page
    assert "Hari ini tidak ada yang bertemu." not in page
