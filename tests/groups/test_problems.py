"""Raising, following up and closing problems."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.problems import follow_up, raise_problem
from groups.models import Problem
from groups.reports.recurring import recurring_of_group
from tests.conftest import TODAY
from tests.factories import DecisionFactory, GroupFactory, ProblemFactory, UserFactory

pytestmark = pytest.mark.django_db
YESTERDAY = TODAY - datetime.timedelta(days=1)


def test_a_problem_is_open_until_it_is_closed():
    group = GroupFactory()

    problem = raise_problem(
        group=group, kind="animal", what="Sapi sakit", raised_on=TODAY, by=group.registered_by
    )

    assert list(Problem.objects.open()) == [problem]


def test_a_follow_up_closes_it():
    problem = ProblemFactory()

    follow_up(
        problem=problem,
        what="Diobati",
        date=TODAY,
        closes=True,
        ended="Sembuh",
        by=problem.raised_by,
    )

    problem.refresh_from_db()
    assert (problem.closed_on, problem.closed_by) == (TODAY, problem.raised_by)
    assert problem.ended == "Sembuh"


def test_it_is_closed_with_how_it_ended():
    problem = ProblemFactory()

    with pytest.raises(RuleBroken) as refused:
        follow_up(problem=problem, what="?", date=TODAY, closes=True, by=problem.raised_by)

    assert refused.value.field == "ended"


def test_it_names_between_whom_it_is_and_who_takes_care(as_user):
    group = GroupFactory(members=3)
    facilitator = group.facilitations.get().facilitator
    one, two = group.memberships.all()[:2]

    as_user(facilitator).post(
        reverse("groups:raise_problem", args=[group.pk]),
        {
            "kind": "people",
            "severity": "serious",
            "what": "Berselisih soal jaga",
            "between": [one.pk, two.pk],
            "carer": facilitator.pk,
            "raised_on": YESTERDAY,
        },
    )

    problem = Problem.objects.get()
    assert {*problem.parties.all()} == {one, two}
    assert (problem.severity, problem.carer) == ("serious", facilitator)
    page = as_user(facilitator).get(reverse("groups:problems", args=[group.pk])).text
    assert one.person.name in page


def test_a_user_or_a_name_takes_care_not_both():
    group = GroupFactory()
    by = group.facilitations.get().facilitator

    with pytest.raises(RuleBroken) as refused:
        raise_problem(
            group=group, kind="money", what="?", who="Ketua", carer=by, raised_on=TODAY, by=by
        )

    assert refused.value.field == "who"


def test_what_keeps_coming_back_is_told_with_how_the_last_one_ended(as_user):
    group = GroupFactory()
    for days, ended in ((300, "Dibicarakan"), (30, "Diganti jadwalnya")):
        ProblemFactory(
            group=group,
            kind="people",
            raised_on=TODAY - datetime.timedelta(days=days),
            closed_on=TODAY - datetime.timedelta(days=days - 5),
            closed_by=group.registered_by,
            ended=ended,
        )
    ProblemFactory(group=group, kind="paper", raised_on=TODAY)

    (found,) = recurring_of_group(group.problems.all(), TODAY)

    assert (found.kind, found.count, found.open, found.ended) == (
        *("people", 2, 0),
        "Diganti jadwalnya",
    )
    page = as_user(group.facilitations.get().facilitator).get(
        reverse("groups:problems", args=[group.pk])
    )
    assert "Diganti jadwalnya" in page.text


def test_a_village_is_counted_over_its_groups(as_user):
    for _group in range(2):
        ProblemFactory(kind="money", raised_on=TODAY)

    page = as_user(UserFactory(role="verifier")).get(reverse("groups:recurring_problems"))

    assert "Dawuhan" in page.text


def test_a_follow_up_may_leave_it_open():
    problem = ProblemFactory()

    follow_up(problem=problem, what="Ditanya", date=TODAY, closes=False, by=problem.raised_by)

    assert Problem.objects.open().get().follow_ups.get().what == "Ditanya"


def test_a_closed_problem_is_not_followed_up():
    problem = ProblemFactory()
    act = {"problem": problem, "what": "Diobati", "date": TODAY, "by": problem.raised_by}
    follow_up(**act, closes=True, ended="Sembuh")

    with pytest.raises(RuleBroken):
        follow_up(**act, closes=True, ended="Sembuh")


def test_nothing_is_done_before_it_was_raised():
    problem = ProblemFactory(raised_on=TODAY)

    with pytest.raises(RuleBroken) as refused:
        follow_up(problem=problem, what="?", date=YESTERDAY, closes=False, by=problem.raised_by)

    assert refused.value.field == "date"


def test_it_is_not_due_before_it_was_raised():
    group = GroupFactory()

    with pytest.raises(RuleBroken) as refused:
        raise_problem(
            group=group,
            kind="money",
            what="Kas kurang",
            raised_on=TODAY,
            due_on=YESTERDAY,
            by=group.registered_by,
        )

    assert refused.value.field == "due_on"


def test_the_pages_raise_it_and_close_it(as_user):
    group = GroupFactory()
    client = as_user(group.facilitations.get().facilitator)

    raised = client.post(
        reverse("groups:raise_problem", args=[group.pk]),
        {"kind": "animal", "severity": "minor", "what": "Sapi sakit", "raised_on": YESTERDAY},
    )
    problem = Problem.objects.get()
    closed = client.post(
        reverse("groups:follow_up", args=[problem.pk]),
        {"what": "Diobati", "date": TODAY, "closes": "on", "ended": "Sembuh"},
    )

    assert raised.url == closed.url == reverse("groups:problems", args=[group.pk])
    problem.refresh_from_db()
    assert problem.closed_on == TODAY


def test_what_is_open_is_listed_over_all_groups(as_user):
    problem = ProblemFactory(what="Sapi sakit")
    ProblemFactory(what="Kambing hilang")

    response = as_user(problem.group.facilitations.get().facilitator).get(
        reverse("groups:open_problems")
    )

    assert "Sapi sakit" in response.text
    assert "Kambing hilang" not in response.text


def test_a_decision_is_done_on_its_page(as_user):
    decision = DecisionFactory()
    client = as_user(decision.group.facilitations.get().facilitator)
    url = reverse("groups:edit_decision", args=[decision.pk])

    response = client.post(url, {"what": decision.what, "done_on": YESTERDAY})

    decision.refresh_from_db()
    assert response.status_code == 302
    assert decision.done_on == YESTERDAY


@pytest.mark.parametrize("field", ["due_on", "done_on"])
def test_a_decision_is_neither_due_nor_done_before_its_meeting(as_user, field):
    decision = DecisionFactory()
    client = as_user(decision.group.facilitations.get().facilitator)
    before = decision.meeting.date - datetime.timedelta(days=1)

    answer = client.post(
        reverse("groups:edit_decision", args=[decision.pk]), {"what": "?", field: before}
    )

    assert answer.context["form"].errors[field]


def test_contested_figures_are_reached_from_the_problems(as_user):
    group = ProblemFactory().group

    response = as_user(group.facilitations.get().facilitator).get(reverse("groups:open_problems"))

    assert f'href="{reverse("finance:disputes")}"' in response.text
