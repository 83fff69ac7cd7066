"""Admitting a member for an earlier day, and with the principal savings paid."""

import datetime
import uuid

import pytest
from django.urls import reverse

from finance.actions.admission import admit_member
from finance.models import Book
from finance.reports.owed import owed
from foundation.rules import RuleBroken
from groups.actions.members import NewMember
from groups.models import Attendance, Membership
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SITI = {"name": "Siti", "sex": "F", "born_on": "1985-05-17"}
CAME = Attendance.Kind.PRESENT


@pytest.fixture
def meetings():
    """Three of one group: the last one today."""
    group = GroupFactory(members=1)
    return [MeetingFactory(group=group, date=TODAY - days * DAY) for days in (60, 30, 0)]


@pytest.fixture
def group(meetings):
    return meetings[0].group


def admit(group, since, **more) -> Membership:
    newcomer = NewMember("Siti", "F", datetime.date(1985, 5, 17))
    by = {"today": TODAY, "by": group.registered_by}
    return admit_member(group=group, member=newcomer, since=since, **by, **more)


def send(as_user, group, since, **more):
    client = as_user(facilitator_of(group))
    data = SITI | {"since": since.isoformat(), "submission": uuid.uuid4()} | more
    return client.post(reverse("finance:admit_member", args=[group.pk]), data)


def test_the_attendance_since_then_is_written(group, meetings):
    first, second, _last = meetings

    member = admit(group, second.date, attendance={second.pk: CAME})

    assert [row.meeting for row in member.attendances.all()] == [second]
    with pytest.raises(RuleBroken, match="meetings have changed"):
        admit(GroupFactory(), TODAY, attendance={first.pk: CAME})


def test_no_attendance_before_the_membership(group, meetings):
    with pytest.raises(RuleBroken, match="meetings have changed"):
        admit(group, meetings[1].date, attendance={meetings[0].pk: CAME})

    assert not group.memberships.filter(person__name="Siti").exists()


def test_the_principal_savings_are_paid_while_admitting(group):
    member = admit(group, TODAY - 30 * DAY, pays_principal=True)

    assert balance(group, Book.Kind.POKOK, member) == 50_000
    assert member.entries.get().date == TODAY


def test_the_page_asks_once_what_becomes_owed(as_user, group, meetings):
    since = meetings[1].date
    asked = send(as_user, group, since)
    came = {f"came-{meetings[1].pk}": CAME, f"came-{meetings[2].pk}": ""}
    send(as_user, group, since, sure="on", **came)

    assert asked.status_code == 422
    (question,) = asked.context["form"]["since"].errors
    assert all(figure in question for figure in ("2 ", "Rp10.000", "Rp20.000"))
    member = group.memberships.get(person__name="Siti")
    assert owed(group, [member], TODAY)[member.pk].dues_arrears == 10_000
    assert [row.meeting for row in member.attendances.all()] == [meetings[1]]


def test_a_tick_answers_only_the_question_it_was_set_beside(as_user, group, meetings):
    asked = send(as_user, group, meetings[1].date)
    answer = {name: asked.context["form"][name].value() for name in ("sure_asked",)}

    earlier = send(as_user, group, meetings[0].date, sure="on", **answer)
    same = send(as_user, group, meetings[1].date, sure="on", **answer)

    assert 'name="sure_asked"' in asked.text
    assert earlier.status_code == 422
    assert "Rp15.000" in earlier.context["form"]["since"].errors[0]
    assert not earlier.context["form"]["sure"].value()
    assert same.status_code == 302


def test_nothing_is_asked_without_a_meeting_since(as_user, group):
    answer = send(as_user, group, TODAY + DAY)  # refused, as a day to come
    other = send(as_user, GroupFactory(), TODAY)

    assert "sure" not in answer.context["form"]["since"].errors
    assert other.status_code == 302


def test_the_page_takes_the_principal_savings(as_user):
    group = GroupFactory()

    shown = as_user(facilitator_of(group)).get(reverse("finance:admit_member", args=[group.pk]))
    send(as_user, group, TODAY, pays_principal="on")

    assert "Rp50.000" in shown.context["form"].fields["pays_principal"].label
    assert balance(group, Book.Kind.POKOK, group.memberships.get()) == 50_000


def test_no_money_where_there_is_no_rule(as_user):
    group = GroupFactory(rules=False)

    shown = as_user(facilitator_of(group)).get(reverse("finance:admit_member", args=[group.pk]))

    assert "pays_principal" not in shown.context["form"].fields


def test_a_form_sent_twice_admits_once(as_user):
    group = GroupFactory()
    once = {"submission": uuid.uuid4(), "pays_principal": "on"}

    send(as_user, group, TODAY, **once)
    send(as_user, group, TODAY, **once)

    assert group.memberships.count() == 1
    assert balance(group, Book.Kind.POKOK, group.memberships.get()) == 50_000


def test_of_a_group_without_rules_nothing_becomes_owed(as_user):
    group = GroupFactory(members=1, rules=False)
    day = MeetingFactory(group=group, date=TODAY - 30 * DAY).date

    (question,) = send(as_user, group, day).context["form"].errors["since"]

    assert "tidak ada yang menjadi terutang" in question
    assert "Rp0" not in question
