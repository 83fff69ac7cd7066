"""With the verifier's word a group records a day beyond the limit of days."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from finance.actions.money import move_to_bank
from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.actions.schedule import allow_late_day, ask_late_day, mark_missed
from groups.models import AskedDay, LateDay
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, UserFactory
from tests.finance.conftest import meet, sheet

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LATE = TODAY - 45 * DAY


@pytest.fixture
def group():
    return GroupFactory(members=3)


@pytest.fixture
def verifier():
    return UserFactory(role="verifier")


def allow(group, verifier, date=LATE):
    return allow_late_day(group=group, date=date, reason="HP rusak", today=TODAY, by=verifier)


def test_the_meeting_of_that_day_is_recorded(group, verifier):
    allow(group, verifier)

    assert meet(group, date=LATE, days_late=30).date == LATE


def test_so_is_its_money(group, verifier):
    meet(group, date=LATE - DAY)
    move = {"group": group, "amount": 10_000, "today": TODAY, "by": verifier}
    allow(group, verifier)

    assert move_to_bank(date=LATE, **move)
    with pytest.raises(RuleBroken):
        move_to_bank(date=LATE + DAY, **move)


def test_another_day_or_group_stays_closed(group, verifier):
    allow(group, verifier)

    for other, date in ((group, LATE + DAY), (GroupFactory(members=1), LATE)):
        with pytest.raises(RuleBroken) as refused:
            meet(other, date=date, days_late=30)
        assert refused.value.field == "date"


@pytest.mark.parametrize("date", [TODAY - 30 * DAY, TODAY + DAY])
def test_a_day_that_needs_no_word_gets_none(group, verifier, date):
    with pytest.raises(RuleBroken):
        allow(group, verifier, date)


def test_no_day_before_the_group(verifier):
    group = GroupFactory(formed_on=LATE + DAY)

    with pytest.raises(RuleBroken):
        allow(group, verifier)


def test_a_day_is_allowed_once(group, verifier):
    allow(group, verifier)

    with pytest.raises(RuleBroken):
        allow(group, verifier)
    with pytest.raises(IntegrityError, match="once"), transaction.atomic():
        connection.cursor().execute(
            'INSERT INTO groups_lateday (group_id, date, reason, by_id, "at")'
            " SELECT group_id, date, reason, by_id, now() FROM groups_lateday"
        )


def test_the_verifier_finds_it_at_the_meeting_that_waits(as_user, verifier):
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=LATE - 35 * DAY)
    page = as_user(verifier).get(reverse("groups:meetings", args=[group.pk]))
    url = reverse("groups:allow_late_day", args=[group.pk])

    answer = as_user(verifier).post(url, {"date": LATE.isoformat(), "reason": "HP rusak"})

    assert f"{url}?date={LATE.isoformat()}" in page.text
    assert answer.status_code == 302
    assert LateDay.objects.get().by == verifier


def test_the_sheet_says_so_before_it_is_filled_in(as_user, group, verifier):
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("finance:record_meeting", args=[group.pk], query={"date": LATE})
    before = client.get(url).context["sheet"].is_too_late

    allow(group, verifier)

    assert before
    assert not client.get(url).context["sheet"].is_too_late


def test_a_sheet_too_late_names_the_way_out(as_user, group):
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("finance:record_meeting", args=[group.pk])

    answer = client.post(url, sheet(group, date=LATE.isoformat()))

    assert answer.status_code == 422
    assert "verifikator" in answer.text
    assert reverse("groups:mark_missed", args=[group.pk]) in answer.text


def ask(group, date=LATE):
    facilitator = group.facilitations.get().facilitator
    return ask_late_day(group=group, date=date, reason="HP rusak", today=TODAY, by=facilitator)


def asked_of(user):
    return [task for task in tasks_of(user, TODAY) if task.name == "groups.asked_day"]


def test_what_the_facilitator_asks_waits_for_the_verifier_until_it_is_allowed(group, verifier):
    ask(group)
    (task,) = asked_of(verifier)

    allow(group, verifier)

    assert task.about == str(group)
    assert asked_of(verifier) == []
    assert asked_of(UserFactory(role="verifier", at="35.79")) == []


def test_a_meeting_that_did_not_take_place_is_asked_for_no_more(verifier):
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=LATE - 35 * DAY, next_on=LATE)
    ask(group)

    mark_missed(group=group, dates=[LATE], reason="Hujan", today=TODAY, by=verifier)

    assert asked_of(verifier) == []


def test_asked_once_and_only_beyond_the_limit(group, verifier):
    ask(group)
    allow(group, verifier, date=LATE - DAY)

    for date in (LATE, LATE - DAY, TODAY - 30 * DAY, TODAY + DAY):
        with pytest.raises(RuleBroken) as refused:
            ask(group, date)
        assert refused.value.field == "date"
    assert AskedDay.objects.count() == 1


def test_the_pages_ask_and_allow(as_user, verifier):
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=LATE - 35 * DAY, next_on=LATE)
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("groups:ask_late_day", args=[group.pk])
    meetings = reverse("groups:meetings", args=[group.pk])
    before = client.get(meetings).text

    client.post(url, {"date": LATE.isoformat(), "reason": "HP rusak"})
    (task,) = asked_of(verifier)
    shown = as_user(verifier).get(task.url).context["form"]

    assert url in before
    assert url not in client.get(meetings).text
    assert (shown["date"].value(), shown["reason"].value()) == (LATE, "HP rusak")


def test_the_database_keeps_a_question_once_and_with_a_reason(group, verifier):
    ask(group)

    for reason, name in (("HP rusak", "askedday_once"), ("", "askedday_has_a_reason")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            connection.cursor().execute(
                'INSERT INTO groups_askedday (group_id, date, reason, by_id, "at")'
                " VALUES (%s, %s, %s, %s, now())",
                [group.pk, LATE if reason else LATE + DAY, reason, verifier.pk],
            )


@pytest.mark.parametrize("verb", ["ask_late_day", "allow_late_day"])
@pytest.mark.parametrize("days", [0, 35, 70, 71])
def test_a_day_that_no_sheet_waits_for_is_asked_about(as_user, verifier, verb, days):
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=TODAY - 90 * DAY, next_on=TODAY - 70 * DAY)
    asks = {0: "sudah dicatat", 35: "", 70: "", 71: "bukan hari pertemuan"}
    day = TODAY - (days or 90) * DAY
    url = reverse(f"groups:{verb}", args=[group.pk])
    user = verifier if verb == "allow_late_day" else group.facilitations.get().facilitator
    data = {"date": day.isoformat(), "reason": "HP rusak"}

    answer = as_user(user).post(url, data)

    if not asks[days]:
        assert answer.status_code == 302
        return
    assert asks[days] in str(answer.context["form"].errors["date"])
    assert as_user(user).post(url, data | {"sure": "on"}).status_code == 302


def test_a_day_without_a_meeting_is_asked_about_with_its_reason(as_user, verifier):
    group = GroupFactory(rhythm="35")
    MeetingFactory(group=group, date=TODAY - 140 * DAY)
    day = TODAY - 105 * DAY
    mark_missed(group=group, dates=[day], reason="Hujan", today=TODAY, by=verifier)
    url = reverse("groups:ask_late_day", args=[group.pk])

    answer = as_user(group.facilitations.get().facilitator).post(
        url, {"date": day.isoformat(), "reason": "HP rusak"}
    )

    assert "Hujan" in str(answer.context["form"].errors["date"])
