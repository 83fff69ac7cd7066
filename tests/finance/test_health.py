"""The health of a group: each figure from what was recorded, and when a visit is needed."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from finance.actions.counts import count_cash
from finance.reports.health import health_of, medians, parts
from groups.models import Attendance, Group, Office
from tests.conftest import TODAY
from tests.factories import (
    CoachingVisitFactory,
    DisputeFactory,
    GroupFactory,
    OfficeFactory,
    ProblemFactory,
    TrainedFactory,
    TrainingFactory,
    UserFactory,
    region,
)
from tests.finance.conftest import meet, usual
from tests.finance.posting import pay_in
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MEETINGS = [TODAY - 56 * DAY, TODAY - 28 * DAY, TODAY]


def well():
    """Three members, all officers, three meetings with all paid, a count and a visit: all well."""
    group = GroupFactory(members=3, rhythm="28")
    for membership, post in zip(group.memberships.all(), Office.Post, strict=True):
        OfficeFactory(membership=membership, post=post)
    for day in MEETINGS:
        meet(group, date=day, next_on=day + 28 * DAY)
    CoachingVisitFactory(group=group)
    count_cash(
        group=group,
        date=TODAY,
        counted=3 * 45_000,
        counted_by=group.memberships.first(),
        today=TODAY,
        by=group.registered_by,
    )
    return group


made = shared(well)


@pytest.fixture
def group(made):
    return Group.objects.get(pk=made.pk)


def health(group, days=0):
    (found,) = health_of(Group.objects.filter(pk=group.pk), TODAY + days * DAY)
    return found


def test_a_group_that_does_well_needs_no_visit(group):
    assert health(group).reasons == []


def test_the_figures_are_of_what_was_recorded(group):
    values = health(group).values

    assert values | {"visits": 1, "meetings": 100} == {
        "meetings": 100,
        "attendance": 100,
        "dues": 100,
        "savings": 100,
        "counts": 0,
        "problems": 0,
        "officers": 3,
        "training": 0,
        "visits": 1,
    }


def test_a_contested_figure_is_a_reason_after_two_weeks(group):
    DisputeFactory(entry=pay_in(group.memberships.first(), 1_000))

    assert health(group, 14).reasons == []
    (reason,) = health(group, 15).reasons
    assert reason.startswith("A contested figure waits since")


def vacate(group):
    group.offices.filter(post=Office.Post.TREASURER).update(until=TODAY)


def agree_for_yesterday(group):
    CoachingVisitFactory(
        group=group,
        date=TODAY - DAY,
        next_step="Tulis buku",
        next_on=TODAY - DAY,
        corrects=group.coaching_visits.get(),
        reason="Lupa",
    )


REASONS = {
    "urgent problem": (
        lambda group: ProblemFactory(group=group, severity="urgent", raised_on=TODAY),
        "1 urgent problem is open",
    ),
    "problem past its day": (
        lambda group: ProblemFactory(group=group, raised_on=TODAY - DAY, due_on=TODAY - DAY),
        "1 problem is past its day",
    ),
    "old problem": (
        lambda group: ProblemFactory(group=group, raised_on=TODAY - 61 * DAY),
        "A problem is open since",
    ),
    "vacant office": (vacate, "Vacant: Treasurer"),
    "step agreed and past": (agree_for_yesterday, "Agreed for"),
}


@pytest.mark.parametrize("name", REASONS)
def test_each_reason_is_told_and_none_besides(group, name):
    change, words = REASONS[name]

    change(group)

    (reason,) = health(group).reasons
    assert reason.startswith(words)


def test_a_confidential_problem_is_no_reason_that_others_read(group):
    ProblemFactory(group=group, severity="urgent", confidential=True)

    assert health(group).reasons == []
    assert health(group).values["problems"] == 0


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (28 + 15, ["No meeting since"]),
        (61, ["No meeting since", "Not visited since"]),
        (91, ["No meeting since", "The box was last counted", "Not visited since"]),
    ],
)
def test_time_alone_brings_reasons(group, days, words):
    """The day is moved, not the group: what was well becomes old."""
    found = health(group, days).reasons

    told = [reason for reason in found if not reason.startswith(("Only", "At most"))]

    assert len(told) == len(words)
    assert all(reason.startswith(word) for reason, word in zip(told, words, strict=True))


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({"attendance": Attendance.Kind.ABSENT}, "Only 33% came"),
        ({"dues": 0}, "Only 33% of the dues"),
        ({"savings": 0}, "At most"),
    ],
    ids=["attendance", "dues", "savings"],
)
def test_who_stays_away_and_who_pays_nothing_is_told(line, words):
    group = GroupFactory(members=3, rhythm="28")
    for place, day in enumerate(MEETINGS):
        meet(group, date=day, lines=usual(group, **(line if place or "savings" in line else {})))

    told = [reason for reason in health(group).reasons if reason.startswith(words)]

    assert len(told) == 1


def test_training_counts_officers_of_today(group):
    chair = group.offices.get(post=Office.Post.CHAIR).membership
    TrainedFactory(membership=chair, training=TrainingFactory())

    assert health(group).values["training"] == 1


def test_medians_are_of_the_village_and_the_district(group):
    here, there = (
        GroupFactory(village=region(code), rules=False)
        for code in ("35.07.07.2001", "35.07.07.2002")
    )
    around = health_of(Group.objects.filter(pk__in=[group.pk, here.pk, there.pk]), TODAY)
    (mine,) = (row for row in around if row.group == group)

    village = medians(row for row in around if row.group.village == group.village)

    found = {part.key: part for part in parts(mine, village, medians(around))}

    assert (found["officers"].village, found["officers"].district) == ("2 of 3", "0 of 3")
    assert medians([]) == {}


def test_its_page_says_each_part_with_its_months(group, as_user):
    page = as_user(group.facilitations.get().facilitator).get(
        reverse("finance:group_health", args=[group.pk])
    )

    assert page.text.count('role="img"') == 9
    assert "100%" in page.text


def test_never_visited_and_never_counted_are_reasons_and_are_said(as_user):
    group = GroupFactory(name="Anyar", members=1, rhythm="28")
    for day in MEETINGS:
        meet(group, date=day, next_on=day + 28 * DAY)

    found = health(group).reasons
    page = as_user(UserFactory(role="verifier")).get(reverse("finance:health"), {"q": "Anyar"})

    assert "The box was never counted" in found
    assert "Never visited" in found
    assert len(re.findall(r">\s*belum pernah\s*<", page.text)) == 2


def test_the_list_shows_those_that_need_a_visit(group, as_user):
    ProblemFactory(group=GroupFactory(name="Perlu"), severity="urgent")
    client = as_user(UserFactory(role="verifier"))

    page = client.get(reverse("finance:health"), {"needs": "on"}).text

    assert "KUBE Perlu" in page
    assert str(group) not in page


def test_home_names_the_reason_beside_the_group(group, as_user):
    ProblemFactory(group=group, severity="urgent", raised_on=TODAY)

    page = as_user(group.facilitations.get().facilitator).get(reverse("home")).text

    assert str(group) in page
    assert reverse("finance:group_health", args=[group.pk]) in page


def test_many_groups_take_as_many_queries_as_one(group):
    with CaptureQueriesContext(connection) as one:
        health_of(Group.objects.filter(pk=group.pk), TODAY)
    GroupFactory.create_batch(5)
    with CaptureQueriesContext(connection) as many:
        health_of(Group.objects.all(), TODAY)

    assert len(one) == len(many) <= 5
