"""The sheet of a day other than today: its members, arrears and next meeting."""

import datetime

import pytest

from finance.actions.money import pay_in
from foundation.formatting import rupiah
from groups.models import Meeting
from groups.reports.tasks import tasks
from tests.conftest import TODAY, in_indonesian
from tests.factories import MembershipFactory
from tests.finance.conftest import meet, sheet
from tests.finance.meeting_page import DAYS_BEFORE, LATE, TOMORROW, client, facilitator, url

pytestmark = pytest.mark.django_db
__all__ = ["client", "facilitator", "url"]  # fixtures


def test_the_task_of_a_late_meeting_opens_its_sheet(client, group, facilitator):
    met = LATE - datetime.timedelta(days=28)
    meet(group, date=met, next_on=LATE)

    (task,) = [task for task in tasks(facilitator, TODAY) if task.name == "groups.meeting"]
    shown = client.get(task.url).context["sheet"]

    assert shown["date"].value() == LATE
    assert shown["next_on"].value() == group.next_meeting_after(LATE)


@pytest.mark.parametrize("day", ["2026-02-30", "x", "", TOMORROW])
def test_an_address_with_no_day_opens_today(client, url, day):
    assert client.get(url, {"date": day}).context["sheet"]["date"].value() == TODAY


def opened_for(group, day):
    """What is posted of a sheet that was opened for today and had its day changed."""
    usual = {"reckoned_from": TODAY.isoformat(), "date": day.isoformat()}
    return sheet(group, **usual, next_on=group.next_meeting_after(TODAY).isoformat())


def test_another_day_shows_its_members_arrears_and_next_meeting(client, group, url):
    late = MembershipFactory(group=group, since=TODAY)

    data = opened_for(group, LATE) | {"more": "date", "notes": "what was typed"}
    shown = client.post(url, data)

    assert shown.status_code == 200
    lines = shown.context["sheet"].lines
    assert late not in [line.membership for line in lines]
    assert shown.context["sheet"].day == LATE
    assert shown.context["sheet"]["next_on"].value() == group.next_meeting_after(LATE)
    assert "what was typed" in shown.content.decode()


def test_who_joins_the_sheet_of_another_day_has_the_usual_amounts(client, group, url):
    left = MembershipFactory(group=group, until=TODAY, reason="moved")
    data = opened_for(group, LATE)
    for name in [name for name in data if name.startswith(f"lines-{left.pk}-")]:
        del data[name]

    shown = client.post(url, data | {"more": "date"}).context["sheet"]
    (line,) = [line for line in shown.lines if line.membership == left]

    assert line.is_there
    assert line["dues"].value() == "0"  # who was paid out since


def test_who_left_and_came_back_is_named_once(client, group, url):
    between = {"until": LATE + datetime.timedelta(days=1), "reason": "moved"}
    before = MembershipFactory(group=group, **between)
    after = MembershipFactory(group=group, person=before.person, since=between["until"])
    data = opened_for(group, LATE)
    for name in [name for name in data if name.startswith(f"lines-{before.pk}-")]:
        data[name.replace(f"lines-{before.pk}-", f"lines-{after.pk}-")] = data.pop(name)

    said = client.post(url, data).context["form"].head.non_field_errors()

    assert len(said) == 1


def test_the_next_meeting_follows_a_changed_day_unless_it_was_chosen(client, group, url):
    client.post(url, opened_for(group, LATE))
    assert Meeting.objects.get().next_on == group.next_meeting_after(LATE)


@pytest.mark.parametrize("field", ["date", "reckoned_from"])
@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("more", [{}, {"more": "date"}])
def test_a_day_at_the_ends_of_the_calendar_is_no_fault(client, group, url, field, day, more):
    data = opened_for(group, LATE) | {field: day, "next_on": "9999-12-31"} | more

    assert client.post(url, data).status_code < 500
    assert client.get(url, {"date": day}).status_code == 200


def test_a_chosen_next_meeting_stays(client, group, url):
    chosen = TODAY + datetime.timedelta(days=10)

    client.post(url, opened_for(group, LATE) | {"next_on": chosen.isoformat()})

    assert Meeting.objects.get().next_on == chosen


@pytest.mark.parametrize("field", ["next_on", "decisions-0-due_on", "problems-0-due_on"])
def test_what_comes_later_is_not_dated_before_the_meeting(client, group, url, field):
    the_day_before = (TODAY - datetime.timedelta(days=1)).isoformat()

    answer = client.post(url, sheet(group, **DAYS_BEFORE) | {field: the_day_before})

    form, name = answer.context["sheet"].fields[field]
    assert answer.status_code == 422
    assert form.errors[name]
    assert not Meeting.objects.exists()
    assert client.post(url, sheet(group, **DAYS_BEFORE) | {field: TOMORROW}).status_code == 302


def test_the_next_meeting_is_no_further_than_it_is_moved(client, group, url):
    far = (TODAY + datetime.timedelta(days=367)).isoformat()

    answer = client.post(url, sheet(group, next_on=far))

    assert "lebih dari setahun lagi" in str(answer.context["sheet"].head.errors["next_on"])


def test_who_left_since_has_nothing_filled_in(client, group, url):
    gone = MembershipFactory(group=group, until=TODAY, reason="moved")

    page = client.get(f"{url}?date={LATE.isoformat()}")

    (line,) = [line for line in page.context["sheet"].lines if line.membership == gone]
    assert (line["savings"].value(), line["dues"].value()) == ("0", "0")
    assert in_indonesian(TODAY) in page.text
    assert "Belum dibayar" not in page.text


@pytest.mark.parametrize(("paid", "filled"), [(500_000, "0"), (3_000, "2.000")])
def test_dues_paid_ahead_are_not_asked_for_again(client, group, url, paid, filled):
    member = group.memberships.first()
    by = group.registered_by
    pay_in(membership=member, dues=paid, date=TODAY, today=TODAY, by=by)

    page = client.get(f"{url}?date={LATE.isoformat()}")

    (line,) = [line for line in page.context["sheet"].lines if line.membership == member]
    assert (line["savings"].value(), line["dues"].value()) == ("10.000", filled)
    assert f"di muka: {rupiah(paid)}" in page.text
