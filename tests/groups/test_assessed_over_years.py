"""Results over the years beside the groups around, weak criteria, coaching, what is due."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from foundation.months import months_after
from foundation.rules import RuleBroken
from groups.assessment.actions.measures import agree_measure, end_measure
from groups.assessment.models import Assessment, Measure
from groups.assessment.reports.measures import measures_of
from groups.assessment.reports.results import results_of, weakest_of
from groups.assessment.reports.tasks import tasks
from groups.assessment.rules.assessments import answers_of
from groups.models import Group
from groups.reports.levels import parts_of
from tests.assessing import assessed, begun, measured, monitoring, second, written
from tests.conftest import TODAY
from tests.factories import GroupFactory, UserFactory, region
from tests.shared import shared

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)
BEFORE = months_after(TODAY, -13)
made = shared(GroupFactory)


@pytest.fixture
def group(made):
    return Group.objects.get(pk=made.pk)


@pytest.fixture
def by(group):
    return group.facilitations.get().facilitator


def counting(group):
    rows = Assessment.objects.counting().filter(group=group)
    return list(rows.select_related("instrument", "group"))


def names(user):
    return [each.name for each in tasks(user, TODAY)]


# Results


def test_a_year_stands_beside_the_medians_of_village_and_district(group):
    written(group, (2, 2, 2))  # 200
    for levels, village in [
        ((4, 4, 4), "35.07.07.2001"),  # 400
        ((3, 3, 3), "35.07.07.2001"),  # 300
        ((1, 1, 1), "35.07.07.2002"),  # 100
        ((4, 4, 4), "35.79.01.2001"),  # of another district
    ]:
        written(GroupFactory(village=region(village)), levels)

    [year] = results_of(group, counting(group))

    assert (year.own.total, year.village.total, year.district.total) == (200, 300, 250)
    assert (year.village.of, year.district.of) == (3, 4)
    assert (year.own.share, year.own.width) == (33, "33%")


def test_each_year_has_its_latest(group):
    written(group, (1, 1, 1), date=BEFORE)
    written(group, (2, 2, 2), date=BEFORE + DAY)
    written(group, (3, 3, 3))

    years = results_of(group, counting(group))

    assert [year.own.total for year in years] == [200, 300]


def test_what_does_not_count_is_no_result(group):
    written(group, (1, 1, 1), by_two=True)
    begun(group, UserFactory(role="verifier"), (2, 2, 2))

    assert results_of(group, counting(group)) == []


def test_the_weakest_are_furthest_from_their_top_the_weightier_first(group):
    def weakest(levels):
        row = written(group, levels)
        parts = parts_of(answers_of(row), row.instrument)
        return [part.criterion.number for part in weakest_of(parts)]

    assert weakest((2, 2, 1)) == [3, 1, 2]
    assert weakest((4, 3, 4)) == [2]


# Coaching


def test_coaching_helped_where_the_next_assessment_is_better(group, by):
    measured(written(group, (2, 3, 3), date=BEFORE), number=1)
    measured(Assessment.objects.get(), number=2)
    assert {each.helped for each in measures_of(group)} == {None}

    written(group, (3, 3, 3))

    helped = {each.before.criterion.number: each.helped for each in measures_of(group)}
    assert helped == {1: True, 2: False}


def test_what_came_of_it_is_written_once(group, by):
    row = measured(assessed(group))
    said = {"was_done": True, "date": TODAY, "found": "Paham", "today": TODAY, "by": by}
    end_measure(measure=row, **said)

    with pytest.raises(RuleBroken, match="already"):
        end_measure(measure=row, **said)


@pytest.mark.parametrize("days", [1, -1])
def test_it_ended_on_a_day_since_the_assessment(group, by, days):
    row = measured(assessed(group))
    said = {"was_done": True, "found": "Paham", "today": TODAY, "by": by}

    with pytest.raises(RuleBroken) as refused:
        end_measure(measure=row, date=TODAY + days * DAY, **said)

    assert refused.value.field == "date"


def test_it_is_agreed_for_what_counts_and_later(group, by):
    draft = begun(group, by, (1, 1, 1))
    answer = draft.answers.first()
    said = {"answer": answer, "what": "Latihan", "today": TODAY, "by": by}

    with pytest.raises(RuleBroken, match="signed and counts"):
        agree_measure(due_on=TODAY, **said)
    with pytest.raises(IntegrityError, match="signed assessment"), transaction.atomic():
        Measure.objects.create(answer=answer, what="Latihan", due_on=TODAY, by=by)
    with pytest.raises(RuleBroken) as refused:
        measured(written(group), due_on=TODAY - DAY)
    assert refused.value.field == "due_on"


def test_it_is_agreed_and_ended_on_pages(as_user, group, by):
    row = assessed(group, (1, 3, 4))
    client = as_user(by)
    agree = reverse("groups:agree_measure", args=[row.pk, 1])
    typed = {"what": "Latihan kas", "due_on": TODAY, "submission": "a" * 32}

    page = client.get(client.post(agree, typed).url)
    end = reverse("groups:end_measure", args=[Measure.objects.get().pk])
    said = {"was_done": "yes", "date": TODAY, "found": "Sudah paham", "submission": "b" * 32}
    after = client.get(client.post(end, said).url)

    assert end in page.text
    assert "Sudah paham" in after.text
    assert end not in after.text


# What is due


def test_a_group_is_assessed_each_year(group, by):
    assert "groups.assessment_due" not in names(by), "nothing to assess it by"
    monitoring()
    assert "groups.assessment_due" in names(by)

    written(group, date=TODAY - 364 * DAY)
    assert "groups.assessment_due" not in names(by)


def test_several_groups_are_one_line_that_leads_to_their_list(as_user, by):
    monitoring()
    other = GroupFactory(name="Mawar", facilitator=by)
    done = GroupFactory(name="Kenanga", facilitator=by)
    written(done, date=TODAY - 30 * DAY)

    (task,) = [each for each in tasks(by, TODAY) if each.name == "groups.assessment_due"]
    page = as_user(by).get(task.url).text

    assert "2" in task.text
    assert str(other) in page
    assert str(done) not in page


def test_one_that_was_begun_is_to_be_signed(group, by):
    begun(group, by)

    assert names(by) == ["groups.assessment_begun"]


def test_a_new_group_is_not_due_yet():
    monitoring()
    new = GroupFactory(formed_on=TODAY - 30 * DAY)

    assert names(new.facilitations.get().facilitator) == []


def test_coaching_is_due_before_its_day(group, by):
    row = assessed(group)
    measured(row, due_on=TODAY + 30 * DAY)
    assert names(by) == []
    measured(row, number=2, due_on=TODAY + 3 * DAY)

    assert names(by) == ["groups.measure"]


def test_a_verifier_is_asked_to_be_the_second_and_to_settle(group):
    sari = UserFactory(role="verifier")
    assessed(group, (2, 3, 4), by_two=True)
    assert names(sari) == ["groups.assessment_second"]

    second(group, sari, (4, 3, 4))

    assert names(sari) == ["groups.assessment_settle"]
    assert names(UserFactory(role="verifier", at="35.79")) == []
