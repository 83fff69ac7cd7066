"""A confidential problem is seen by those who are named, and by nobody else anywhere."""

import datetime

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from foundation.tasks import tasks_of
from grants.audit.reports.audit_history import events_of, tracked_models
from groups.actions.problems import follow_up, name_reader, raise_problem
from groups.models import CoachingLimits, Group, Problem
from tests.conftest import TODAY
from tests.excel import rows_of
from tests.factories import GroupFactory, ProblemFactory, UserFactory, region
from tests.finance.posting import pay_in
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
SECRET = "Uang tabungan dipinjam diam-diam"


def quarrel():
    """Raised long ago by the facilitator, who named one verifier; followed up once."""
    group = GroupFactory(members=2)
    by, verifier = group.facilitations.get().facilitator, UserFactory(role="verifier")
    problem = raise_problem(
        group=group,
        kind="money",
        severity="urgent",
        what=SECRET,
        between=group.memberships.all(),
        confidential=True,
        readers=[verifier],
        due_on=TODAY - 80 * DAY,
        raised_on=TODAY - 90 * DAY,
        by=by,
    )
    follow_up(problem=problem, what=f"{SECRET}: ditanya", date=TODAY, closes=False, by=by)
    pay_in(group.memberships.first(), 5_000)
    return problem


made = shared(quarrel)


@pytest.fixture
def problem(made):
    return Problem.objects.get(pk=made.pk)


@pytest.fixture
def verifier(problem):
    return problem.named.get().user


PAGES = [
    ("home", False),
    ("groups:open_problems", False),
    ("groups:recurring_problems", False),
    ("groups:problems", True),
    ("finance:group_overview", True),
    ("groups:coaching", True),
    ("grants:audit", False),
]
OTHERS = ["verifier", "head", "auditor", "province", "operator"]


@pytest.mark.parametrize("role", OTHERS)
def test_no_page_tells_others_of_it(problem, as_user, role):
    client = as_user(UserFactory(role=role))

    for name, of_group in PAGES:
        answer = client.get(reverse(name, args=[problem.group_id] if of_group else []))

        assert SECRET not in answer.text, name
    for name in ("groups:follow_up", "groups:name_reader"):
        assert client.get(reverse(name, args=[problem.pk])).status_code == 404


@pytest.mark.parametrize("role", OTHERS)
def test_neither_counts_nor_tasks_tell_others_of_it(problem, role):
    user = UserFactory(role=role)

    assert not Problem.objects.visible_to(user).exists()
    assert all(SECRET not in task.text for task in tasks_of(user, TODAY))


def test_who_is_named_sees_it_and_is_asked_to_act(problem, verifier, as_user):
    page = as_user(verifier).get(reverse("groups:problems", args=[problem.group_id]))

    assert SECRET in page.text
    assert any(SECRET in task.text for task in tasks_of(verifier, TODAY))


@pytest.mark.parametrize("kind", ["problem", "followup"])
def test_the_history_for_the_auditor_leaves_it_out(problem, kind):
    ProblemFactory(group=problem.group, what="Sapi sakit")

    events = events_of(tracked_models()[kind], UserFactory(role="auditor"))

    assert not [event for event in events if SECRET in event.what]


def test_the_facilitator_after_the_hand_over_does_not_see_it_unless_named(problem):
    successor = UserFactory(role="facilitator")
    problem.group.facilitations.update(facilitator=successor)

    assert not Problem.objects.visible_to(successor).exists()
    assert not Problem.objects.visible_to(problem.raised_by).exists()

    name_reader(problem=problem, user=successor, by=problem.named.get().user)

    assert Problem.objects.visible_to(successor).get() == problem


def test_who_has_no_role_for_the_group_is_not_named(problem):
    with pytest.raises(RuleBroken):
        name_reader(
            problem=problem, user=UserFactory(role="verifier", at="35.79"), by=problem.raised_by
        )


def test_the_page_names_one_more(problem, verifier, as_user):
    head = UserFactory(role="head")

    as_user(verifier).post(reverse("groups:name_reader", args=[problem.pk]), {"user": head.pk})

    assert Problem.objects.visible_to(head).get() == problem


def test_a_facilitator_who_is_named_is_told_of_it(problem):
    successor = UserFactory(role="facilitator")
    problem.group.facilitations.update(facilitator=successor)
    fresh = ProblemFactory(group=problem.group, confidential=True, raised_by=problem.raised_by)
    reader = problem.named.get().user
    name_reader(problem=fresh, user=reader, by=fresh.raised_by)

    assert fresh.what not in [task.text for task in tasks_of(successor, TODAY)]
    name_reader(problem=fresh, user=successor, by=reader)

    assert fresh.what in [task.text for task in tasks_of(successor, TODAY)]


def test_what_keeps_coming_back_is_marked_where_it_is_confidential(problem, verifier, as_user):
    ProblemFactory(
        group=problem.group, kind="money", confidential=True, raised_by=verifier, raised_on=TODAY
    )
    url = reverse("groups:recurring_problems")

    page, table = as_user(verifier).get(url), as_user(verifier).get(url, {"table": "xlsx"})

    assert "Rahasia" in page.text
    assert not [line for line in rows_of(table) if "Uang" in line], "a file tells of none"


def test_where_nobody_of_the_district_knows_the_facilitator_is_to_name_somebody():
    group = GroupFactory()
    by = group.facilitations.get().facilitator
    old = ProblemFactory(group=group, confidential=True, raised_by=by, raised_on=TODAY - 61 * DAY)

    (task,) = [each for each in tasks_of(by, TODAY) if each.name == "groups.told_nobody"]
    assert task.url == reverse("groups:name_reader", args=[old.pk])

    name_reader(problem=old, user=UserFactory(role="head"), by=by)

    assert not [each for each in tasks_of(by, TODAY) if each.name == "groups.told_nobody"]


def test_who_is_named_has_it_among_the_tasks_until_it_is_closed():
    fresh, head = ProblemFactory(confidential=True, raised_on=TODAY), UserFactory(role="head")
    name_reader(problem=fresh, user=head, by=fresh.raised_by)

    assert fresh.what in [task.text for task in tasks_of(head, TODAY)]

    said = {"what": "Bicara", "ended": "Selesai", "date": TODAY, "closes": True}
    follow_up(problem=fresh, **said, by=fresh.raised_by)

    assert fresh.what not in [task.text for task in tasks_of(head, TODAY)]


def test_the_district_says_after_how_many_days_a_problem_is_its_own():
    young = ProblemFactory(raised_on=TODAY - 30 * DAY)
    head = UserFactory(role="head")
    assert not [each for each in tasks_of(head, TODAY) if each.name.startswith("groups.")]

    CoachingLimits.objects.create(office=region("35.07"), problem_days=20, by=head)

    texts = [task.text for task in tasks_of(head, TODAY) if task.name.startswith("groups.")]
    assert texts == [young.what]
    assert Group.objects.get(pk=young.group_id)
