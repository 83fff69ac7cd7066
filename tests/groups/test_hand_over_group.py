"""Handing a group over to another facilitator."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from groups.actions.facilitation import hand_over_group, withdraw_hand_over
from groups.models import Group
from tests.conftest import TODAY, in_indonesian
from tests.factories import (
    LONG_AGO,
    FacilitationFactory,
    GroupFactory,
    MembershipFactory,
    PersonFactory,
    UserFactory,
    region,
)
from tests.tasks import besides_reports

pytestmark = pytest.mark.django_db


def hand_over(group, to=None, date=TODAY):
    to = to or UserFactory(role="facilitator")
    by = group.registered_by
    return hand_over_group(group=group, to=to, date=date, today=TODAY, by=by)


def withdraw(group):
    return withdraw_hand_over(group=group, today=TODAY, by=group.registered_by)


def test_from_that_day_the_other_facilitates():
    group = GroupFactory()
    before = group.facilitations.get()

    after = hand_over(group)

    before.refresh_from_db()
    assert before.until == after.since == TODAY
    assert group.facilitations.running(TODAY).get() == after


def test_the_former_facilitator_sees_the_group_no_more():
    group = GroupFactory()
    former = group.facilitations.get().facilitator

    hand_over(group, date=LONG_AGO)

    assert group not in Group.objects.visible_to(former)


def test_a_group_without_facilitator_gets_one():
    group = GroupFactory(facilitator=False)

    assert hand_over(group).since == TODAY


def test_not_to_the_same():
    group = GroupFactory()

    with pytest.raises(RuleBroken) as refused:
        hand_over(group, to=group.facilitations.get().facilitator)

    assert refused.value.field == "to"


def test_only_to_a_facilitator():
    with pytest.raises(RuleBroken) as refused:
        hand_over(GroupFactory(), to=UserFactory(role="verifier"))

    assert refused.value.field == "to"


def test_not_to_a_member_of_the_group():
    member = MembershipFactory(person=PersonFactory(user=UserFactory(role="facilitator")))

    with pytest.raises(RuleBroken) as refused:
        hand_over(member.group, to=member.person.user)

    assert refused.value.field == "to"


def test_not_before_the_present_one_began():
    with pytest.raises(RuleBroken) as refused:
        hand_over(GroupFactory(), date=datetime.date(2023, 12, 31))

    assert refused.value.field == "date"


def terms(group):
    """The facilitations in force or to come, oldest first."""
    rows = group.facilitations.begun().not_ended(TODAY).order_by("since")
    return [(row.facilitator, row.since, row.until) for row in rows]


def test_not_before_the_group_was_formed():
    group = GroupFactory(facilitator=False, formed_on=TODAY)

    with pytest.raises(RuleBroken) as refused:
        hand_over(group, date=TODAY - datetime.timedelta(days=1))

    assert refused.value.field == "date"


def test_only_facilitators_of_the_district_and_new_ones_are_offered(as_user):
    group, new = GroupFactory(), UserFactory(role="facilitator")
    beside = GroupFactory(village=group.village).facilitations.get().facilitator
    away = GroupFactory(village=region("35.79.01.2001")).facilitations.get().facilitator
    client = as_user(UserFactory(role="head"))

    shown = client.get(url_of(group)).context["form"].fields["to"].queryset
    refused = client.post(url_of(group), {"to": away.pk, "date": TODAY})

    assert set(shown) == {new, beside}
    assert refused.status_code == 422


LATER = TODAY + datetime.timedelta(days=16)


def test_a_planned_one_is_withdrawn():
    group = GroupFactory()
    before = terms(group)
    hand_over(group, date=LATER)

    withdraw(group)

    assert terms(group) == before


@pytest.mark.parametrize("days", [-16, -8, 4])
def test_a_planned_one_is_changed(days):
    group, ratna = GroupFactory(), UserFactory(role="facilitator")
    anton = hand_over(group, date=LATER).facilitator
    date = LATER + datetime.timedelta(days=days)

    hand_over(group, to=anton, date=date)
    hand_over(group, to=ratna, date=LATER + datetime.timedelta(days=5))

    assert terms(group)[-1] == (ratna, LATER + datetime.timedelta(days=5), None)
    assert len(terms(group)) == 2


def test_planned_alike_twice_is_refused():
    group = GroupFactory()
    planned = hand_over(group, date=LATER)

    with pytest.raises(RuleBroken) as refused:
        hand_over(group, to=planned.facilitator, date=LATER)

    assert refused.value.field == "to"


def test_a_group_that_had_none_has_none_again():
    group = GroupFactory(facilitator=False)
    hand_over(group, date=LATER)

    withdraw(group)

    assert terms(group) == []


@pytest.mark.parametrize("date", [None, TODAY])
def test_only_what_has_not_begun_is_withdrawn(date):
    group = GroupFactory()
    if date:
        hand_over(group, date=date)

    with pytest.raises(RuleBroken):
        withdraw(group)


def test_the_database_keeps_one_facilitator_at_a_time():
    group = GroupFactory()

    with (
        pytest.raises(IntegrityError, match="one_at_a_time"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO groups_facilitation (group_id, facilitator_id, since) VALUES (%s, %s, %s)",
            [group.pk, UserFactory().pk, TODAY],
        )


@pytest.mark.parametrize("role", ["facilitator", "head"])
def test_the_page_hands_over(as_user, role):
    group, to = GroupFactory(), UserFactory(role="facilitator")
    by = group.facilitations.get().facilitator if role == "facilitator" else UserFactory(role=role)

    url = reverse("groups:hand_over_group", args=[group.pk])
    response = as_user(by).post(url, {"to": to.pk, "date": TODAY})

    assert response.status_code == 302
    assert group.facilitations.running(TODAY).get().facilitator == to


def test_the_pages_plan_say_from_when_and_withdraw(as_user):
    group, to = GroupFactory(), UserFactory(role="facilitator", name="Anton Sudibyo")
    client, before = as_user(UserFactory(role="head")), terms(group)
    url = reverse("groups:hand_over_group", args=[group.pk])

    planned = client.post(url, {"to": to.pk, "date": LATER}, follow=True)
    shown = client.get(url)
    withdrawn = client.post(reverse("groups:withdraw_hand_over", args=[group.pk]), follow=True)

    (message,) = planned.context["messages"]
    assert in_indonesian(LATER) in str(message)
    assert shown.context["planned"].facilitator == to
    assert withdrawn.context["planned"] is None
    assert terms(group) == before


def test_the_page_says_why_not(as_user):
    group, to = GroupFactory(), UserFactory(role="facilitator")
    url = reverse("groups:hand_over_group", args=[group.pk])

    response = as_user(UserFactory(role="head")).post(url, {"to": to.pk, "date": "2023-01-01"})

    assert response.status_code == 422
    assert response.context["form"]["date"].errors


def nobody(group):
    """Without a facilitator from the start."""


def left(group):
    """Its facilitator has the role no more."""
    row = FacilitationFactory(group=group)
    row.facilitator.assignments.update(until=TODAY)


def withdrawn(group):
    hand_over(group, date=LATER)
    withdraw(group)


@pytest.mark.parametrize("happened", [nobody, left, withdrawn])
def test_a_group_that_nobody_facilitates_waits_for_the_head(as_user, happened):
    GroupFactory()
    group = GroupFactory(facilitator=False)
    happened(group)
    head = UserFactory(role="head")

    (task,) = besides_reports(head)

    assert (task.about, task.url) == (str(group), url_of(group))
    assert tasks_of(UserFactory(role="head", at="35.79"), TODAY) == []
    assert [*as_user(head).get(task.whole).context["page"]] == [group]


def url_of(group):
    return reverse("groups:hand_over_group", args=[group.pk])


def test_it_waits_no_more_once_one_is_planned():
    group = GroupFactory(facilitator=False)

    hand_over(group, date=LATER)

    assert tasks_of(UserFactory(role="head"), TODAY) == []


def test_the_first_facilitator_is_not_called_another(as_user):
    head, group = as_user(UserFactory(role="head")), GroupFactory(facilitator=False)
    overview = reverse("finance:group_overview", args=[group.pk])

    first = head.get(url_of(group)).context["title"]

    assert first != head.get(url_of(GroupFactory())).context["title"]
    assert first in head.get(overview).text
