"""Assessing a group: filled a criterion at a time, frozen at signing, by one or by two."""

import datetime
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from accounts.database_roles import as_owner
from foundation.formatting import short_points
from foundation.rules import RuleBroken
from groups.assessment.actions.assessments import (
    begin_assessment,
    begin_second,
    fill_assessment,
    settle_assessment,
    sign_assessment,
)
from groups.assessment.models import Answer, Assessment
from groups.models import Group, Photo
from tests.assessing import assessed, begun, given, make_instrument, monitoring, second, written
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory, jpeg
from tests.finance.promises.sql import committed, run
from tests.grants.factories import InstrumentFactory
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
made = shared(GroupFactory)


@pytest.fixture
def group(made):
    return Group.objects.get(pk=made.pk)


@pytest.fixture
def by(group):
    return group.facilitations.get().facilitator


@pytest.fixture
def verifier():
    return UserFactory(role="verifier", name="Sari")


def settle(first, by, reason="Dilihat bersama", **levels):
    keys = {f"c{each.number}": each.pk for each in monitoring().criteria.all()}
    chosen = {keys[name]: level for name, level in levels.items()}
    return settle_assessment(assessment=first, levels=chosen, reason=reason, by=by)


def test_the_total_is_reckoned_at_signing(group):
    row = assessed(group, (2, 3, 4))

    assert row.total == Decimal(50 * 2 + 30 * 3 + 20 * 4)
    assert Assessment.objects.latest_signed().get().total == 270


def test_it_is_filled_in_parts_and_changed_before_signing(group, by):
    row = begun(group, by, (2, None, None))
    fill_assessment(assessment=row, answers=given((3, 3, None)), by=by)

    assert [each.level for each in row.answers.all()] == [3, 3]


@pytest.mark.parametrize(("levels", "left"), [((2, None, 4), "2."), ((), "1.")])
def test_only_a_whole_one_is_signed(group, by, levels, left):
    row = begun(group, by, levels)

    with pytest.raises(RuleBroken, match=left):
        sign_assessment(assessment=row, by=by)


def test_what_shows_it_is_asked_for(group, by):
    row = begun(group, by)
    fill_assessment(assessment=row, answers=given((1, 1, 1), evidence=" "), by=by)

    with pytest.raises(RuleBroken, match="what shows it"):
        sign_assessment(assessment=row, by=by)


def test_a_signed_one_is_not_filled_again(group, by):
    row = assessed(group)

    with pytest.raises(RuleBroken, match="signed"):
        fill_assessment(assessment=row, answers=given((1, 1, 1)), by=by)


def test_nobody_else_fills_it(group, by, verifier):
    row = begun(group, by)

    with pytest.raises(RuleBroken, match="Who began"):
        fill_assessment(assessment=row, answers=given((1, 1, 1)), by=verifier)


def test_one_at_a_time_by_one_person(group, by):
    begun(group, by)

    with pytest.raises(RuleBroken, match="begun one"):
        begun(group, by)


@pytest.mark.parametrize("day", [TODAY + DAY, datetime.date(2001, 1, 1)])
def test_it_has_a_day_since_the_group_was_formed(group, by, day):
    with pytest.raises(RuleBroken) as refused:
        begun(group, by, date=day)

    assert refused.value.field == "date"


@pytest.mark.parametrize(
    "make", [InstrumentFactory, lambda: make_instrument(7, for_old_results=True)]
)
def test_only_by_an_instrument_of_monitoring_in_use(group, by, make):
    instrument = make()

    with pytest.raises(RuleBroken, match="monitoring"):
        begin_assessment(group=group, instrument=instrument, date=TODAY, today=TODAY, by=by)
    with pytest.raises(IntegrityError, match="monitoring"), transaction.atomic():
        Assessment.objects.create(group=group, instrument=instrument, date=TODAY, by=by)


# What the database holds


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE groups_answer SET level = 1 WHERE assessment_id = %s",
        "UPDATE groups_assessment SET total = 400 WHERE id = %s",
        "UPDATE groups_assessment SET signed_at = NULL, total = NULL WHERE id = %s",
        "UPDATE groups_assessment SET date = date - 1 WHERE id = %s",
    ],
)
def test_a_signed_one_is_frozen_in_the_database(group, change):
    row = assessed(group)

    with pytest.raises(IntegrityError, match=r"never changed|stays with"):
        run(change, row.pk)


@committed
def test_a_signed_one_is_not_removed_even_by_the_owner():
    row = assessed(GroupFactory())

    with as_owner():
        for table, key in [("answer", "assessment_id"), ("assessment", "id")]:
            with pytest.raises(IntegrityError, match="never"):
                run(f"DELETE FROM groups_{table} WHERE {key} = %s", row.pk)


def test_the_database_signs_only_a_whole_one(group, by):
    row = begun(group, by, (2, 3, None))

    with pytest.raises(IntegrityError, match="Each criterion"):
        run("UPDATE groups_assessment SET signed_at = now() WHERE id = %s", row.pk)


def test_the_database_reckons_the_total_whatever_is_said(group, by):
    row = begun(group, by, (1, 1, 1))

    run("UPDATE groups_assessment SET signed_at = now(), total = 400 WHERE id = %s", row.pk)

    row.refresh_from_db()
    assert row.total == 100


def test_an_answer_is_a_level_of_its_instrument(group, by):
    row = begun(group, by)
    other = InstrumentFactory().criteria.first()

    for criterion, level in [(other, 1), (monitoring().criteria.first(), 5)]:
        with pytest.raises(IntegrityError, match="level of the instrument"), transaction.atomic():
            Answer.objects.create(assessment=row, criterion=criterion, level=level)


# Two assessors


@pytest.fixture
def first(group):
    return assessed(group, (2, 3, 4), by_two=True)


def test_one_of_two_does_not_count_yet(group, first):
    assert not Assessment.objects.latest_signed()


def test_two_that_agree_count_as_the_first(group, first, verifier):
    second(group, verifier, (2, 3, 4))

    assert list(Assessment.objects.latest_signed()) == [first]


def test_two_that_differ_count_once_settled(group, first, verifier):
    second(group, verifier, (4, 3, 4))
    assert not Assessment.objects.latest_signed()
    assert list(Assessment.objects.to_settle()) == [first]

    settled = settle(first, verifier, c1=3)

    assert list(Assessment.objects.latest_signed()) == [settled]
    assert settled.total == 50 * 3 + 30 * 3 + 20 * 4
    assert not Assessment.objects.to_settle()


def test_blind_until_both_have_signed(group, first, by, verifier):
    other = begin_second(group=group, date=TODAY, today=TODAY, by=verifier)
    head = UserFactory(role="head")

    def seen(user):
        return set(Assessment.objects.visible_to(user))

    assert (seen(by), seen(verifier), seen(head)) == ({first}, {other}, {first})
    fill_assessment(assessment=other, answers=given((4, 3, 4)), by=verifier)
    sign_assessment(assessment=other, by=verifier)
    assert seen(by) == seen(verifier) == seen(head) == {first, other}


def test_the_second_is_another_person(group, first, by):
    with pytest.raises(RuleBroken, match="waits for a second"):
        begin_second(group=group, date=TODAY, today=TODAY, by=by)
    with pytest.raises(IntegrityError, match="another person"), transaction.atomic():
        Assessment.objects.create(
            group=group, instrument=first.instrument, date=TODAY, by=by, beside=first
        )


def test_there_is_one_second(group, first, verifier):
    second(group, verifier, (2, 3, 4))

    with pytest.raises(RuleBroken, match="waits for a second"):
        begin_second(group=group, date=TODAY, today=TODAY, by=UserFactory(role="verifier"))


def test_beside_one_alone_there_is_no_second(group, verifier):
    alone = assessed(group)

    with pytest.raises(IntegrityError, match="second assessor"), transaction.atomic():
        Assessment.objects.create(
            group=group, instrument=alone.instrument, date=TODAY, by=verifier, beside=alone
        )


@pytest.mark.parametrize("levels", [{"c1": 1}, {}, {"c1": 3, "c2": 3}])
def test_it_is_settled_where_they_differ_and_between(group, first, verifier, levels):
    second(group, verifier, (4, 3, 4))

    with pytest.raises(RuleBroken, match="Settle each"):
        settle(first, verifier, **levels)


def test_nothing_is_settled_where_nothing_differs(group, first, verifier):
    second(group, verifier, (2, 3, 4))

    with pytest.raises(RuleBroken, match="no two signed"):
        settle(first, verifier)
    with pytest.raises(IntegrityError, match="that differ"), transaction.atomic():
        Assessment.objects.create(
            group=group,
            instrument=first.instrument,
            date=TODAY,
            by=verifier,
            beside=first,
            is_settlement=True,
            reason="?",
        )


# Pages


@pytest.fixture
def client(as_user, by):
    return as_user(by)


def test_a_phone_fills_and_signs_it(client, group, by):
    monitoring()
    begin = client.post(
        reverse("groups:begin_assessment", args=[group.pk]),
        {"instrument": monitoring().pk, "date": TODAY, "submission": "a" * 32},
    )
    row = Assessment.objects.get()
    assert begin.url == reverse("groups:fill_assessment", args=[row.pk])
    photo = {"photo_1": jpeg_file()}
    one = client.post(begin.url, {"level_1": 2, "evidence_1": "Buku", "criterion": "1", **photo})
    assert one.url == f"{begin.url}#criterion-2"
    assert row.answers.get().photo == Photo.objects.get()

    rest = {
        f"{name}_{n}": value for n in (2, 3) for name, value in [("level", 3), ("evidence", "x")]
    }
    done = client.post(begin.url, rest)
    assert done.url == reverse("groups:sign_assessment", args=[row.pk])
    signed = client.post(done.url, {"submission": "b" * 32})

    assert signed.url == reverse("groups:assessment", args=[row.pk])
    assert "250" in client.get(signed.url).text
    assert client.get(reverse("groups:assessments", args=[group.pk])).status_code == 200


@pytest.mark.parametrize(("ago", "is_asked"), [(364, True), (400, False)])
def test_a_second_one_within_a_year_is_asked_about_once(client, group, ago, is_asked):
    written(group, date=TODAY - ago * DAY)
    url = reverse("groups:begin_assessment", args=[group.pk])
    typed = {"instrument": monitoring().pk, "date": TODAY, "submission": "c" * 32}

    first = client.post(url, typed)

    assert (first.status_code == 422) == is_asked
    if is_asked:
        assert client.post(url, typed | {"sure": "on"}).status_code == 302
    assert Assessment.objects.drafts().count() == 1


def jpeg_file():
    return SimpleUploadedFile("bukti.jpg", jpeg(), "image/jpeg")


def test_evidence_without_a_level_asks_for_it(client, group, by):
    row = begun(group, by)
    typed = {"evidence_2": "Dilihat", "level_1": 3, "evidence_1": "Buku"}

    answer = client.post(reverse("groups:fill_assessment", args=[row.pk]), typed)

    assert answer.status_code == 422
    assert "2. Ukuran 2" in answer.context["form"].errors["level_2"][0]
    assert row.answers.get().criterion.number == 1  # what is whole is saved all the same


def test_a_saved_criterion_is_marked_so_and_none_may_stay_empty(client, group, by):
    row = begun(group, by, (2, None, None))

    with translation.override("id"):
        page = client.get(reverse("groups:fill_assessment", args=[row.pk])).text

    assert "Tersimpan" in page
    assert "Menabung" not in page
    assert page.count("boleh kosong") == 3  # the photos alone


@pytest.mark.parametrize(("number", "words"), [("300.00", "300"), ("7.50", "7,50"), (None, "")])
def test_whole_points_are_told_without_decimals(number, words):
    assert short_points(number and Decimal(number)) == words


def test_photos_of_a_draft_are_its_assessors_alone(as_user, group, by, verifier):
    row = begun(group, by)
    client = as_user(by)
    client.post(
        reverse("groups:fill_assessment", args=[row.pk]),
        {"level_1": 2, "evidence_1": "Buku", "photo_1": jpeg_file()},
    )
    url = reverse("groups:photo", args=[Photo.objects.get().pk])

    assert client.get(url).status_code == 200
    assert as_user(verifier).get(url).status_code == 404


def test_two_are_settled_on_a_page(as_user, group, first, verifier):
    second(group, verifier, (4, 3, 4))
    client = as_user(verifier)
    page = reverse("groups:settle_assessment", args=[first.pk])

    answer = client.post(page, {"level_1": 3, "reason": "Bersama", "submission": "c" * 32})

    assert answer.status_code == 302
    assert first.others.get(is_settlement=True).total == 50 * 3 + 30 * 3 + 20 * 4
    assert "Bersama" in client.get(answer.url).text
