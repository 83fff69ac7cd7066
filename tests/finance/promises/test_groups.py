"""6: one active group, one holder of an office, one attendance."""

import pytest
from django.db import IntegrityError

from tests.conftest import TODAY
from tests.factories import (
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    OfficeFactory,
    PersonFactory,
)
from tests.finance.promises.sql import refused, run

pytestmark = pytest.mark.django_db


def insert_member(group, person, household, number, since, until=None, reason=""):
    run(
        "INSERT INTO groups_membership (group_id, person_id, household_id, number, since, until,"
        " reason) VALUES (%s, %s, %s, %s, %s, %s, %s)",
        group.pk,
        person.pk,
        household.pk,
        number,
        since,
        until,
        reason,
    )


def test_one_person_and_one_household_are_in_one_active_group(group):
    person = group.memberships.get(number=1).person

    other, family = GroupFactory(), PersonFactory(household=person.household)

    with pytest.raises(IntegrityError, match="one_a_person"):
        insert_member(other, person, person.household, 1, TODAY)
    with pytest.raises(IntegrityError, match="one_a_household"):
        insert_member(other, family, PersonFactory().household, 1, TODAY)


def test_one_holder_of_an_office(group):
    first, second = group.memberships.order_by("number")
    OfficeFactory(membership=first)

    refused(
        "INSERT INTO groups_office (group_id, membership_id, post, since)"
        " VALUES (%s, %s, 'chair', %s)",
        group.pk,
        second.pk,
        TODAY,
        match="one_holder",
        error=IntegrityError,
    )
    refused(
        "INSERT INTO groups_office (group_id, membership_id, post, since)"
        " VALUES (%s, %s, 'secretary', %s)",
        group.pk,
        MembershipFactory().pk,
        TODAY,
        match="member of the group",
        error=IntegrityError,
    )


def test_one_facilitator_at_a_time(group):
    refused(
        "INSERT INTO groups_facilitation (group_id, facilitator_id, since) VALUES (%s, %s, %s)",
        group.pk,
        group.registered_by_id,
        TODAY,
        match="one_at_a_time",
        error=IntegrityError,
    )


def test_attendance_once_a_meeting_and_member_of_the_group(group):
    meeting = MeetingFactory(group=group)
    insert = (
        "INSERT INTO groups_attendance (meeting_id, membership_id, kind) VALUES (%s, %s, 'present')"
    )
    member = group.memberships.first().pk
    run(insert, meeting.pk, member)

    refused(insert, meeting.pk, member, match="once_a_meeting", error=IntegrityError)
    refused(insert, meeting.pk, MembershipFactory().pk, match="Only members", error=IntegrityError)


def test_a_member_and_a_meeting_stay_in_their_group(group):

    MeetingFactory(group=group)
    other = GroupFactory()

    for table in ("groups_membership", "groups_meeting"):
        refused(
            f"UPDATE {table} SET group_id = %s", other.pk, match="never moves", error=IntegrityError
        )
