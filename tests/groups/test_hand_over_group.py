"""Handing a group over to another facilitator."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.facilitation import hand_over_group
from groups.models import Group
from tests.conftest import TODAY
from tests.factories import LONG_AGO, GroupFactory, MembershipFactory, PersonFactory, UserFactory

pytestmark = pytest.mark.django_db


def hand_over(group, to=None, date=TODAY):
    to = to or UserFactory(role="facilitator")
    return hand_over_group(group=group, to=to, date=date, by=group.registered_by)


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


def test_the_page_says_why_not(as_user):
    group, to = GroupFactory(), UserFactory(role="facilitator")
    url = reverse("groups:hand_over_group", args=[group.pk])

    response = as_user(UserFactory(role="head")).post(url, {"to": to.pk, "date": "2023-01-01"})

    assert response.status_code == 422
    assert response.context["form"]["date"].errors
