"""Raising, following up and closing problems."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from groups.actions.problems import follow_up, raise_problem
from groups.models import Problem
from tests.conftest import TODAY
from tests.factories import DecisionFactory, GroupFactory, ProblemFactory

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

    follow_up(problem=problem, what="Diobati", date=TODAY, closes=True, by=problem.raised_by)

    problem.refresh_from_db()
    assert (problem.closed_on, problem.closed_by) == (TODAY, problem.raised_by)


def test_a_follow_up_may_leave_it_open():
    problem = ProblemFactory()

    follow_up(problem=problem, what="Ditanya", date=TODAY, closes=False, by=problem.raised_by)

    assert Problem.objects.open().get().follow_ups.get().what == "Ditanya"


def test_a_closed_problem_is_not_followed_up():
    problem = ProblemFactory()
    act = {"problem": problem, "what": "Diobati", "date": TODAY, "by": problem.raised_by}
    follow_up(**act, closes=True)

    with pytest.raises(RuleBroken):
        follow_up(**act, closes=True)


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
        {"kind": "animal", "what": "Sapi sakit", "raised_on": YESTERDAY},
    )
    problem = Problem.objects.get()
    closed = client.post(
        reverse("groups:follow_up", args=[problem.pk]),
        {"what": "Sembuh", "date": TODAY, "closes": "on"},
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
