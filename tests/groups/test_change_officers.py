"""Changing chair, secretary and treasurer."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.offices import change_officers
from groups.models import Office
from tests.at_once import at_once
from tests.conftest import TODAY
from tests.factories import GroupFactory, MembershipFactory, OfficeFactory

pytestmark = pytest.mark.django_db
CHAIR, SECRETARY, TREASURER = Office.Post.CHAIR, Office.Post.SECRETARY, Office.Post.TREASURER


@pytest.fixture
def group():
    return GroupFactory(members=4)


def change(group, holders, date=TODAY):
    change_officers(group=group, holders=holders, date=date, by=group.registered_by)


def running(group, on=TODAY):
    return dict(group.offices.running(on).values_list("post", "membership__number"))


def test_three_members_hold_the_offices(group):
    one, two, three, _four = group.memberships.all()

    change(group, {CHAIR: one, SECRETARY: two, TREASURER: three})

    assert running(group) == {"chair": 1, "secretary": 2, "treasurer": 3}


def test_the_former_holder_stays_to_be_seen(group):
    one, two, *_others = group.memberships.all()
    former = OfficeFactory(membership=one)

    change(group, {CHAIR: two})

    former.refresh_from_db()
    assert former.until == TODAY
    assert running(group) == {"chair": 2}


def test_two_change_places(group):
    one, two, *_others = group.memberships.all()
    OfficeFactory(membership=one)
    OfficeFactory(membership=two, post=SECRETARY)

    change(group, {CHAIR: two, SECRETARY: one})

    assert running(group) == {"chair": 2, "secretary": 1}


def test_an_office_becomes_vacant(group):
    OfficeFactory(membership=group.memberships.first())

    change(group, {CHAIR: None})

    assert running(group) == {}


def test_one_member_holds_one_office(group):
    one = group.memberships.first()
    OfficeFactory(membership=one)

    with pytest.raises(RuleBroken) as refused:
        change(group, {TREASURER: one})

    assert refused.value.field == "treasurer"


@pytest.mark.parametrize("former", [True, False])
def test_an_officer_is_a_member_of_the_group(group, former):
    one = group.memberships.first()
    if former:
        one.until, one.reason = TODAY, "moved"
        one.save()

    with pytest.raises(RuleBroken) as refused:
        change(group, {CHAIR: one if former else MembershipFactory()})

    assert refused.value.field == "chair"


def test_not_before_the_present_holder_began(group):
    one, two, *_others = group.memberships.all()
    OfficeFactory(membership=one, since=TODAY)

    with pytest.raises(RuleBroken) as refused:
        change(group, {CHAIR: two}, date=TODAY - datetime.timedelta(days=1))

    assert refused.value.field == "date"


def test_a_change_changes_something(group):
    one = group.memberships.first()
    OfficeFactory(membership=one)

    with pytest.raises(RuleBroken):
        change(group, {CHAIR: one})


def insert_office(membership, post):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO groups_office (group_id, membership_id, post, since)"
            " VALUES (%s, %s, %s, %s)",
            [membership.group_id, membership.pk, post, TODAY],
        )


def test_the_database_keeps_one_holder_of_an_office(group):
    one, two, *_others = group.memberships.all()
    OfficeFactory(membership=one)

    with pytest.raises(IntegrityError, match="one_holder"):
        insert_office(two, "chair")


def test_the_database_keeps_one_office_a_member(group):
    one = group.memberships.first()
    OfficeFactory(membership=one)

    with pytest.raises(IntegrityError, match="one_a_member"):
        insert_office(one, "treasurer")


def test_the_page_changes_them(as_user, group):
    one, two, *_others = group.memberships.all()
    facilitator = group.facilitations.get().facilitator
    url = reverse("groups:change_officers", args=[group.pk])

    response = as_user(facilitator).post(
        url, {"chair": one.pk, "secretary": two.pk, "treasurer": "", "date": TODAY}
    )

    assert response.status_code == 302
    assert running(group) == {"chair": 1, "secretary": 2}


def test_the_page_says_why_not(as_user, group):
    one = group.memberships.first()
    facilitator = group.facilitations.get().facilitator
    url = reverse("groups:change_officers", args=[group.pk])

    response = as_user(facilitator).post(url, {"chair": one.pk, "secretary": one.pk, "date": TODAY})

    assert response.status_code == 422
    assert response.context["form"]["secretary"].errors


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("jobs", [[(CHAIR, 1), (CHAIR, 2)], [(CHAIR, 1), (TREASURER, 1)]])
def test_of_two_at_once_one_is_told_why_not(jobs):
    group = GroupFactory(members=2)
    members = {member.number: member for member in group.memberships.all()}

    given = [{post: members[number]} for post, number in jobs]
    ended = at_once([lambda holders=holders: change(group, holders) for holders in given])

    assert group.offices.running(TODAY).count() == 1
    assert all(result is None or isinstance(result, RuleBroken) for result in ended)


def test_nobody_becomes_treasurer_for_a_day_on_which_they_counted_the_box(group):
    counter, *_others = group.memberships.all()
    group.cash_counts.create(
        date=TODAY,
        whole_box=True,
        booked=0,
        counted=0,
        counted_by=counter,
        recorded_by=group.registered_by,
    )

    with pytest.raises(RuleBroken) as refusal:
        change(group, {TREASURER: counter})

    assert refusal.value.field == "date"
