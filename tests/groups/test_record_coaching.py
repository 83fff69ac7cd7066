"""Visits of the facilitator: recorded once, never changed, corrected by a later row."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.bodies import TYPED
from foundation.rules import RuleBroken
from groups.coaching.actions.visits import correct_coaching, record_coaching
from groups.models import CoachedMember, CoachingLimits, CoachingVisit, Photo
from tests.conftest import TODAY
from tests.factories import (
    CoachingVisitFactory,
    GroupFactory,
    MembershipFactory,
    UserFactory,
    jpeg,
    region,
)
from tests.finance.promises.sql import refused
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SAID = {"place": "Balai dusun", "aim": "Melihat buku kas", "seen": "Buku ditulis."}
made = shared(lambda: GroupFactory(members=3))


@pytest.fixture
def group(made):
    return made._meta.model.objects.get(pk=made.pk)


@pytest.fixture
def facilitator(group):
    return group.facilitations.get().facilitator


def record(group, date=TODAY, **changes):
    by = group.facilitations.get().facilitator
    return record_coaching(group=group, date=date, today=TODAY, by=by, **(SAID | changes))


def test_it_says_who_was_there_what_was_seen_and_what_comes_next(group):
    present = list(group.memberships.all()[:2])

    visit = record(group, present=present, next_step="Hitung kas", next_on=TODAY + 7 * DAY)

    assert list(visit.members.all()) == present
    assert (visit.seen, visit.next_step) == ("Buku ditulis.", "Hitung kas")


@pytest.mark.parametrize(
    ("date", "changes", "field"),
    [
        (TODAY + DAY, {}, "date"),
        (TODAY - 31 * DAY, {}, "date"),
        (TODAY, {"next_on": TODAY + DAY}, "next_step"),
        (TODAY, {"next_on": TODAY - DAY, "next_step": "Hitung"}, "next_on"),
    ],
    ids=["to come", "long ago", "a day of nothing", "a step before the visit"],
)
def test_it_is_refused(group, date, changes, field):
    with pytest.raises(RuleBroken) as refused:
        record(group, date, **changes)

    assert refused.value.field == field


def test_the_district_says_how_late_it_may_be_recorded(group):
    CoachingLimits.objects.create(
        office=region("35.07"), visit_days=60, by=UserFactory(role="head")
    )

    assert record(group, TODAY - 59 * DAY).pk


def test_who_was_no_member_then_is_named_among_the_others(group):
    newcomer = MembershipFactory(group=group, since=TODAY)

    with pytest.raises(RuleBroken) as refused:
        record(group, TODAY - DAY, present=[newcomer])

    assert refused.value.field == "present"


def test_a_correction_is_a_later_row_which_counts_instead(group, facilitator):
    visit = record(group, present=group.memberships.all()[:1])

    right = correct_coaching(
        visit=visit,
        date=TODAY - DAY,
        reason="Harinya salah",
        today=TODAY,
        by=facilitator,
        present=group.memberships.all()[:2],
        **SAID,
    )

    assert list(CoachingVisit.objects.standing().filter(group=group)) == [right]
    assert right.earlier == [visit]
    assert right.members.count() == 2


def test_what_was_corrected_is_not_corrected_again(group, facilitator):
    visit = record(group)
    act = {"date": TODAY, "reason": "Salah", "today": TODAY, "by": facilitator} | SAID
    correct_coaching(visit=visit, **act)

    with pytest.raises(RuleBroken):
        correct_coaching(visit=CoachingVisit.objects.get(pk=visit.pk), **act)


def test_the_page_records_it_once_with_its_photo(group, facilitator, as_user):
    client, url = as_user(facilitator), reverse("groups:record_coaching", args=[group.pk])
    typed = SAID | {"date": TODAY, "submission": uuid.uuid4()}
    typed["present"] = [group.memberships.first().pk]

    for _time in range(2):
        photo = SimpleUploadedFile("kunjungan.jpg", jpeg() + bytes(TYPED))
        answer = client.post(url, typed | {"photos": photo})
        assert answer.url == reverse("groups:coaching", args=[group.pk])

    visit = CoachingVisit.objects.get(group=group)
    assert visit.photos.get() == Photo.objects.get(group=group)
    page = client.get(answer.url).text
    assert "Melihat buku kas" in page
    assert visit.members.get().person.name in page


def test_the_page_corrects_it_and_keeps_its_photos(group, facilitator, as_user):
    client = as_user(facilitator)
    visit = CoachingVisitFactory(group=group)
    url = reverse("groups:correct_coaching", args=[visit.pk])

    shown = client.get(url)
    answer = client.post(
        url,
        SAID | {"date": TODAY, "seen": "Kosong", "reason": "Keliru", "submission": uuid.uuid4()},
    )

    assert "Buku kas ditulis sampai bulan ini." in shown.text
    assert answer.status_code == 302
    page = client.get(answer.url).text
    assert page.index("Kosong") < page.index("Buku kas ditulis sampai bulan ini.")


def test_the_table_has_the_visits(group, facilitator, as_user):
    CoachingVisitFactory(group=group)

    answer = as_user(facilitator).get(
        reverse("groups:coaching", args=[group.pk]), {"table": "xlsx"}
    )

    assert answer["Content-Disposition"].startswith("attachment")


def test_a_list_costs_the_same_for_one_visit_and_for_ten(
    group, facilitator, as_user, django_assert_max_num_queries
):
    client, url = as_user(facilitator), reverse("groups:coaching", args=[group.pk])
    for _visit in range(5):
        record(group, present=group.memberships.all())

    with django_assert_max_num_queries(14):
        client.get(url)


FORBIDDEN = ["UPDATE groups_coachingvisit SET seen = ''", "DELETE FROM groups_coachedmember"]


@pytest.mark.parametrize("statement", FORBIDDEN, ids=["changed", "taken out"])
def test_the_database_keeps_it_as_it_was_recorded(group, statement):
    record(group, present=group.memberships.all()[:1])

    refused(statement)


def test_the_database_refuses_a_day_to_come_and_members_of_others(group):
    for row in ({"date": TODAY + DAY}, {"corrects": CoachingVisitFactory(), "reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            CoachingVisitFactory(group=group, **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachedMember.objects.create(
            visit=CoachingVisitFactory(group=group), membership=MembershipFactory()
        )


def test_a_photo_that_an_error_loses_is_asked_for_once_more(group, facilitator, as_user):
    url = reverse("groups:record_coaching", args=[group.pk])
    photo = SimpleUploadedFile("a.jpg", jpeg(), "image/jpeg")

    page = as_user(facilitator).post(url, {"photos": photo, "aim": "Buku"})

    assert page.status_code == 422
    assert "Pilih fotonya sekali lagi" in page.text
