"""The verifier refuses a day that a group asked to record late."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.actions.schedule import allow_late_day, ask_late_day, mark_missed, refuse_late_day
from groups.models import RefusedDay
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, UserFactory
from tests.tasks import besides_reports

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LATE = TODAY - 45 * DAY


@pytest.fixture
def group():
    """A group that asked to record its meeting of 45 days ago."""
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=LATE - 35 * DAY)
    ask(group)
    return group


@pytest.fixture
def verifier():
    return UserFactory(role="verifier")


def facilitator(group):
    return group.facilitations.get().facilitator


def ask(group, date=LATE):
    by = facilitator(group)
    return ask_late_day(group=group, date=date, reason="HP rusak", today=TODAY, by=by)


def refuse(group, by, date=LATE):
    return refuse_late_day(group=group, date=date, reason="Kasnya sudah dihitung", by=by)


def names(user) -> list[str]:
    return [task.name for task in besides_reports(user)]


def test_who_asked_reads_why_and_the_verifier_is_asked_no_more(as_user, group, verifier):
    before = names(verifier)

    refuse(group, verifier)

    page = as_user(facilitator(group)).get(reverse("groups:meetings", args=[group.pk]))
    (refused,) = [row for row in tasks_of(facilitator(group), TODAY) if "refused" in row.name]
    assert (before, names(verifier)) == (["groups.asked_day"], [])
    assert "Kasnya sudah dihitung" in page.text
    assert "Kasnya sudah dihitung" in refused.text
    with pytest.raises(RuleBroken, match="Kasnya sudah dihitung"):
        ask(group)


def test_it_is_read_until_the_group_says_what_became_of_the_day(group, verifier):
    refuse(group, verifier)

    by = facilitator(group)
    mark_missed(group=group, dates=[LATE], reason="Hujan", today=TODAY, by=by)

    assert "groups.refused_day" not in names(by)


def allowed(group, verifier):
    allow_late_day(group=group, date=LATE, reason="Ya", today=TODAY, by=verifier)


@pytest.mark.parametrize("before", [allowed, refuse])
def test_a_day_is_answered_once(group, verifier, before):
    before(group, verifier)

    with pytest.raises(RuleBroken) as refused:
        refuse(group, verifier)
    assert refused.value.field == "date"
    with pytest.raises(IntegrityError, match=r"allowed|refusedday"), transaction.atomic():
        insert(group, LATE)


def test_only_what_was_asked_is_refused(group, verifier):
    with pytest.raises(RuleBroken) as refused:
        refuse(group, verifier, LATE - DAY)
    assert refused.value.field == "date"
    with pytest.raises(IntegrityError, match="asked"), transaction.atomic():
        insert(group, LATE - DAY)


def insert(group, date):
    connection.cursor().execute(
        'INSERT INTO groups_refusedday (group_id, date, reason, by_id, "at")'
        " VALUES (%s, %s, 'Tidak', %s, now())",
        [group.pk, date, group.registered_by_id],
    )


def test_the_page_refuses_from_the_question(as_user, group, verifier):
    client, url = as_user(verifier), reverse("groups:refuse_late_day", args=[group.pk])
    (asked,) = besides_reports(verifier)

    before = client.get(asked.url).text
    empty = client.post(url, {"date": LATE.isoformat(), "reason": ""})
    answer = client.post(url, {"date": LATE.isoformat(), "reason": "Terlalu lama"})

    assert f"{url}?date={LATE.isoformat()}" in before
    assert (empty.status_code, answer.status_code) == (422, 302)
    assert RefusedDay.objects.get().by == verifier
