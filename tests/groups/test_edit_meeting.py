"""Editing attendance and notes of a meeting, with the edit history."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from groups.models import Attendance, Meeting
from tests.conftest import TODAY
from tests.factories import AttendanceFactory, MeetingFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def attendance():
    return AttendanceFactory()


def send(as_user, attendance, **changed):
    meeting = attendance.meeting
    facilitator = meeting.group.facilitations.get().facilitator
    rows = {
        "form-TOTAL_FORMS": "1",
        "form-INITIAL_FORMS": "1",
        "form-0-id": attendance.pk,
        "form-0-kind": "present",
    }
    url = reverse("groups:edit_meeting", args=[meeting.pk])
    return as_user(facilitator).post(url, rows | changed)


def test_attendance_and_notes_change_and_leave_history(as_user, attendance):
    response = send(as_user, attendance, **{"form-0-kind": "ill", "notes": "Hujan deras"})

    attendance.refresh_from_db()
    page = as_user(attendance.meeting.group.facilitations.get().facilitator).get(
        reverse("groups:edit_meeting", args=[attendance.meeting_id])
    )
    assert response.status_code == 302
    assert attendance.kind == Attendance.Kind.ILL
    assert {(change.after) for change in page.context["changes"]} >= {"Hujan deras"}
    assert len(page.context["changes"]) == 2


@pytest.mark.parametrize("is_far", [False, True])
def test_the_next_meeting_comes_after_this_one_within_a_year(as_user, attendance, is_far):
    far = TODAY + datetime.timedelta(days=367)

    response = send(as_user, attendance, next_on=far if is_far else attendance.meeting.date)

    assert response.status_code == 422
    assert response.context["form"].meeting["next_on"].errors


def test_another_meetings_attendance_is_not_touched(as_user, attendance):
    other = AttendanceFactory(kind="ill")

    send(as_user, attendance, **{"form-0-id": other.pk})

    other.refresh_from_db()
    assert other.kind == Attendance.Kind.ILL


def test_a_cancelled_meeting_is_not_changed(as_user, attendance):
    Meeting.objects.update(
        cancelled_at=timezone.now(), cancelled_by=UserFactory(), cancel_reason="Salah kelompok"
    )

    assert send(as_user, attendance).status_code == 404


def test_the_database_keeps_one_attendance_a_member(attendance):
    with (
        pytest.raises(IntegrityError, match="once_a_meeting"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO groups_attendance (meeting_id, membership_id, kind) VALUES (%s, %s, %s)",
            [attendance.meeting_id, attendance.membership_id, "ill"],
        )


def test_the_database_keeps_strangers_out(attendance):
    stranger = MembershipFactory(since=TODAY)

    with pytest.raises(IntegrityError, match="Only members"), transaction.atomic():
        Attendance.objects.create(meeting=attendance.meeting, membership=stranger)


def test_no_attendance_is_added_by_a_form_that_was_tampered_with(as_user, attendance):
    rows = {"form-TOTAL_FORMS": "2", "form-1-id": "", "form-1-kind": "absent"}

    response = send(as_user, attendance, **rows)

    assert response.status_code == 302
    assert Attendance.objects.count() == 1


def test_the_file_of_meetings_is_named_after_the_group(as_user):
    meeting = MeetingFactory(group__name="Mawar")
    client = as_user(meeting.group.facilitations.get().facilitator)

    response = client.get(reverse("groups:meetings", args=[meeting.group.pk]), {"table": "xlsx"})

    name = f"pertemuan-kube-mawar-{TODAY:%Y-%m-%d}.xlsx"
    assert f'filename="{name}"' in response["Content-Disposition"]


def admit(as_user, group, since):
    """The answer to the facilitator who admits Wiwik for that day."""
    client = as_user(group.facilitations.get().facilitator)
    data = {"name": "Wiwik", "sex": "F", "since": since.isoformat(), "sure": "on"}
    data |= {"submission": uuid.uuid4()}
    return client.post(reverse("finance:admit_member", args=[group.pk]), data)


def test_who_is_admitted_for_an_earlier_day_is_asked_about(as_user, attendance):
    meeting = attendance.meeting
    edit = reverse("groups:edit_meeting", args=[meeting.pk])

    answer = admit(as_user, meeting.group, meeting.date)
    wiwik = meeting.unwritten().get()
    send(as_user, attendance, **{f"unwritten-{wiwik.pk}": "represented"})

    assert answer.url == edit
    assert meeting.attendances.get(membership=wiwik).kind == Attendance.Kind.REPRESENTED
    assert not meeting.unwritten().exists()


def test_what_is_not_known_may_be_written_later(as_user, attendance):
    admit(as_user, attendance.meeting.group, attendance.meeting.date)

    assert send(as_user, attendance).status_code == 302
    assert attendance.meeting.unwritten().count() == 1


def test_who_joins_after_the_meeting_is_not_asked_about(as_user, attendance):
    group = attendance.meeting.group

    answer = admit(as_user, group, attendance.meeting.date + datetime.timedelta(days=1))

    assert answer.url == reverse("groups:member", args=[group.memberships.latest("pk").pk])
