"""Bar, row 12: what the site's role may write at all, it may not write past the acts.

Each case is a statement as the site's role; what refuses it is a trigger, by the name of a rule.
"""

import datetime

import pytest
from django.db import IntegrityError

from accounts.models import Region
from finance.actions.disputes import answer_dispute
from finance.actions.meetings import cancel_meeting
from foundation.rules import constraint_of
from groups.models import Attendance
from tests.conftest import TODAY
from tests.factories import (
    AssignmentFactory,
    AttendanceFactory,
    DisputeFactory,
    FacilitationFactory,
    GroupFactory,
    MeetingFactory,
    MembershipFactory,
    MergeFactory,
    OfficeFactory,
    PersonFactory,
    ProblemFactory,
    UserFactory,
    region,
)
from tests.finance.conftest import meet
from tests.finance.posting import pay_in
from tests.finance.promises.sql import post, refused, run
from tests.grants.factories import LetterheadFactory, OfficeAccountFactory
from tests.security.attacks import Attacks, change

pytestmark = pytest.mark.django_db
attacks = Attacks()


def ended(**more):
    return MembershipFactory(until=TODAY, reason="moved", **more)


@attacks("groups_membership_ends_once")
def reopen_a_membership():
    change(ended(), "until = NULL, reason = ''")


@attacks("groups_membership_ends_once")
def end_a_membership_later():
    change(ended(), "until = until + 30")


@attacks("groups_membership_of_its_person")
def give_a_membership_to_another_person():
    change(MembershipFactory(), "person_id = %s", PersonFactory().pk)


@attacks("groups_office_ends_once")
def reopen_an_office():
    change(OfficeFactory(until=TODAY), "until = NULL")


@attacks("groups_office_as_given")
def give_an_office_to_another_member():
    held = OfficeFactory()
    change(held, "membership_id = %s", MembershipFactory(group=held.group).pk)


@attacks("groups_facilitation_ends_once")
def reopen_a_facilitation():
    change(FacilitationFactory(until=TODAY), "until = NULL")


@attacks("accounts_assignment_ends_once")
def reopen_a_role():
    change(AssignmentFactory(until=TODAY), "until = NULL")


@attacks("accounts_assignment_as_given")
def make_another_role_of_it():
    change(AssignmentFactory(), "role = 'approver'")


@attacks("accounts_assignment_as_given")
def name_another_giver():
    change(AssignmentFactory(), "given_by_id = %s", UserFactory().pk)


@attacks("accounts_assignment_given_by_somebody")
def give_a_role_as_nobody():
    UserFactory(role="administrator")
    run(
        "INSERT INTO accounts_assignment (user_id, role, region_id, since, given_at)"
        " VALUES (%s, 'approver', %s, %s, now())",
        UserFactory().pk,
        region("35.07").pk,
        TODAY,
    )


def answered():
    dispute = DisputeFactory(entry=pay_in(MembershipFactory(), 25_000))
    return answer_dispute(dispute=dispute, answer="Sudah benar.", by=UserFactory())


@attacks("finance_dispute_answered_once")
def take_an_answer_back():
    change(answered(), "answer = '', answered_by_id = NULL, answered_at = NULL")


@attacks("finance_dispute_answered_once")
def write_another_answer():
    change(answered(), "answer = 'Salah.'")


def dispute(group, membership, entry):
    run(
        "INSERT INTO finance_dispute (group_id, membership_id, entry_id, says, made_by_id, made_at,"
        " answer) VALUES (%s, %s, %s, 'Salah', %s, now(), '')",
        group.pk,
        membership.pk,
        entry.pk,
        group.registered_by_id,
    )


@attacks("finance_dispute_of_one_group")
def dispute_in_another_group():
    entry = pay_in(MembershipFactory(), 25_000)
    dispute(GroupFactory(), entry.membership, entry)


@attacks("finance_dispute_of_one_group")
def dispute_anothers_entry():
    entry = pay_in(MembershipFactory(), 25_000)
    dispute(entry.group, MembershipFactory(group=entry.group), entry)


@attacks("groups_merge_answered_once")
def answer_a_merge_again():
    merge = MergeFactory()
    change(merge, "agreed = false, answered_by_id = %s, answered_at = now()", UserFactory().pk)
    change(merge, "agreed = true")


@attacks("groups_problem_closed_with_its_end")
def close_a_problem_without_a_word():
    change(ProblemFactory(), "closed_on = current_date, closed_by_id = raised_by_id")


@attacks("groups_problem_as_raised")
def open_a_confidential_problem_to_all():
    change(ProblemFactory(confidential=True), "confidential = false")


@attacks("groups_problem_closed_once")
def reopen_a_problem():
    closed = ProblemFactory(closed_on=TODAY, closed_by=UserFactory())
    change(closed, "closed_on = NULL, closed_by_id = NULL")


@attacks("grants_officeaccount_confirmed_once")
def confirm_an_account_again():
    change(OfficeAccountFactory(), "confirmed_by_id = %s", UserFactory().pk)


@attacks("grants_officeaccount_removed_once")
def take_a_removed_account_back():
    account = OfficeAccountFactory()
    change(account, "confirmed_by_id = NULL, removed = 'Salah ketik'")
    change(account, "removed = ''")


def cancelled(group=None):
    meeting = meet(group or GroupFactory(members=2))
    cancel_meeting(meeting=meeting, reason="Salah", today=TODAY, by=meeting.recorded_by)
    return meeting


CANCELLED = "cancelled_by_id = recorded_by_id, cancelled_at = now(), cancel_reason = 'Salah'"


@attacks("finance_meeting_cancelled_with_its_money")
def cancel_a_meeting_without_its_money():
    change(meet(GroupFactory(members=2)), CANCELLED)


@attacks("groups_meeting_cancelled_once")
def hold_a_cancelled_meeting():
    change(cancelled(), "cancelled_by_id = NULL, cancelled_at = NULL, cancel_reason = ''")


@attacks("groups_meeting_as_recorded")
def date_a_meeting_anew():
    change(MeetingFactory(), "date = date - 1")


@attacks("groups_attendance_as_recorded")
def move_attendance_to_a_member_of_another_group():
    change(AttendanceFactory(), "membership_id = %s", MembershipFactory().pk)


@attacks("groups_attendance_of_a_meeting_held")
def change_who_came_to_a_cancelled_meeting():
    change(cancelled().attendances.first(), "kind = 'absent'")


@attacks("finance_book_as_opened")
def rename_a_book():
    book = meet(GroupFactory(members=1), counted=14_000, reason="Kurang")
    change(book.group.books.get(name="cash_short"), "name = 'feed2'")


@attacks("finance_entry_date")
def post_into_the_future():
    post(GroupFactory(), dates=["2099-01-01"])


@attacks("finance_entry_date")
def post_before_the_group():
    post(GroupFactory(), dates=["1900-01-01"])


@attacks("finance_entry_of_an_open_sheet")
def post_onto_a_recorded_sheet():
    meeting = meet(GroupFactory(members=2))
    post(meeting.group, meetings=[meeting.pk])


@attacks("finance_entry_of_an_open_sheet")
def post_onto_a_meeting_of_another_day():
    meeting = MeetingFactory()
    post(meeting.group, meetings=[meeting.pk])


@attacks("finance_entry_of_an_open_sheet")
def post_onto_a_cancelled_meeting():
    meeting = MeetingFactory(date=TODAY)
    change(meeting, CANCELLED)
    post(meeting.group, meetings=[meeting.pk])


@pytest.mark.parametrize("case", attacks.cases)
def test_it_is_refused_by_its_name(case):
    attack, rule = attacks.cases[case]

    with pytest.raises(IntegrityError) as refusal:
        attack()

    assert constraint_of(refusal.value) == rule


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM papers_letterhead",
        "UPDATE papers_letterhead SET name = 'Dinas Lain'",
        "DELETE FROM accounts_region",
        "UPDATE accounts_region SET code = '36'",
        "UPDATE accounts_region SET parent_id = NULL",
        "UPDATE finance_book SET kind = 'bank'",
    ],
)
def test_the_office_and_its_places_stay(statement):
    LetterheadFactory()

    refused(statement)


def test_the_old_name_of_a_region_is_kept():
    district = region("35.07")

    change(district, "name = 'Kabupaten Malang Raya'")

    event = Region.pgh_event_model.objects.get()
    assert (event.pgh_obj_id, event.name) == ("35.07", "Kabupaten Malang")


def test_the_first_administrator_is_made_by_nobody():
    assert AssignmentFactory(role="administrator", given_by=None).pk


def test_the_end_of_a_facilitation_is_withdrawn_until_its_day():
    planned = FacilitationFactory(until=TODAY + datetime.timedelta(days=1))

    change(planned, "until = NULL")

    planned.refresh_from_db()
    assert planned.until is None


def test_who_came_may_still_be_corrected():
    attendance = AttendanceFactory()

    change(attendance, "kind = 'excused'")

    assert Attendance.objects.get(pk=attendance.pk).kind == "excused"
