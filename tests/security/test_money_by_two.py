"""One administrator alone gives a role on money two days ahead, while the office reads of it."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.actions import assign_role, begin_role, end_assignment, reset_access, stop_role
from accounts.models import Assignment, User
from accounts.waiting_roles import tasks
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory, region
from tests.security.test_moments import on_a_server

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


def given(by, role="cashier", place="35.07", since=TODAY, **facts) -> Assignment:
    user = facts.pop("user", None) or UserFactory()
    return assign_role(
        user=user, role=role, region=place and region(place), since=since, by=by, **facts
    )


@pytest.mark.parametrize(
    ("role", "place", "later"),
    [
        ("cashier", "35.07", 2 * DAY),
        ("approver", "35.07", 2 * DAY),
        ("administrator", None, 2 * DAY),
        ("verifier", "35.07", 0 * DAY),
    ],
)
def test_a_role_on_money_begins_two_days_later(administrator, role, place, later):
    made = given(administrator, role, place)

    assert made.since == TODAY + later
    assert made.is_waiting is bool(later)


def test_a_later_day_stays(administrator):
    assert given(administrator, since=TODAY + 9 * DAY).since == TODAY + 9 * DAY


def test_another_administrator_lets_it_begin_today(administrator):
    waiting, other = given(administrator), UserFactory(role="administrator")

    begun = begin_role(assignment=waiting, by=other)

    assert (begun.since, begun.given_by) == (TODAY, other)
    assert User.objects.get(pk=begun.user_id).holds("cashier")
    assert not Assignment.objects.waiting(TODAY).exists()


def test_who_gave_it_or_has_it_does_not_let_it_begin(administrator):
    waiting = given(administrator, "administrator", None)

    for who in (administrator, waiting.user):
        with pytest.raises(RuleBroken, match="Another administrator"):
            begin_role(assignment=waiting, by=who)


def test_what_ended_or_began_waits_no_more(administrator):
    stopped = stop_role(assignment=given(administrator), by=UserFactory(role="approver"))

    for assignment in (stopped, AssignmentFactory(role="cashier", since=TODAY - DAY)):
        for act in (begin_role, stop_role):
            with pytest.raises(RuleBroken, match="waits no more"):
                act(assignment=assignment, by=UserFactory(role="administrator"))


def test_nobody_stops_the_own_role_so(administrator):
    waiting = given(administrator)

    with pytest.raises(RuleBroken, match="Ask an administrator"):
        stop_role(assignment=waiting, by=waiting.user)


def refused_there(**facts) -> None:
    with pytest.raises(IntegrityError, match="begins two days later"), transaction.atomic():
        AssignmentFactory(role="cashier", **{"since": TODAY} | facts)


@pytest.mark.django_db(transaction=True)
def test_the_database_wants_two_days_or_two_administrators(administrator):
    other = UserFactory(role="administrator")
    user, stranger = UserFactory(), UserFactory()
    there = [region(code) for code in ("35.07", "35.79")]
    third = UserFactory(role="administrator")
    with on_a_server():
        refused_there(user=user, given_by=administrator)
        refused_there(user=user, given_by=administrator, since=TODAY + DAY)
        waiting = given(administrator, user=user)
        begun = begin_role(assignment=waiting, by=other)
        end_assignment(assignment=begun, on=TODAY, by=other)
        refused_there(user=user, given_by=other)  # it was ended in another transaction
        with transaction.atomic():
            stop_role(assignment=given(administrator, user=user), by=other)
            refused_there(user=stranger, given_by=other)
            refused_there(user=user, given_by=other, region=there[1])
            refused_there(user=user, given_by=third)
        with transaction.atomic():
            stop_role(assignment=given(other, user=stranger), by=other)
            refused_there(user=stranger, given_by=other)


def asked_of(role, place="35.07") -> list[str]:
    user = UserFactory()
    AssignmentFactory(user=user, role=role, region=region(place))
    return [task.about for task in tasks(User.objects.get(pk=user.pk), TODAY)]


def test_head_and_approver_of_the_office_read_of_it(administrator):
    about = f"{given(administrator).user}, Cashier"

    assert asked_of("head") == asked_of("approver") == [about]
    assert asked_of("head", "35.79") == asked_of("verifier") == []


def test_an_administrator_who_is_to_come_is_read_of_everywhere(administrator):
    given(administrator, "administrator", None)

    assert len(asked_of("head", "35.79")) == 1


def test_a_new_link_of_who_is_to_have_a_role_takes_two(administrator):
    user = User.objects.create_user("lilik", "kebun-jagung-27", name="Lilik", sex="F")
    given(administrator, user=user)

    assert reset_access(user=user, by=administrator) is False


def test_the_pages_say_it_and_do_it(administrator, as_user):
    first, second = given(administrator), given(administrator)
    other, head = UserFactory(role="administrator"), UserFactory(role="head")

    assert str(first.user) in as_user(other).get(reverse("users")).text
    assert reverse("stop_role", args=[second.pk]) in as_user(head).get(reverse("home")).text
    as_user(other).post(reverse("begin_role", args=[first.pk]))
    as_user(head).post(reverse("stop_role", args=[second.pk]))

    assert User.objects.get(pk=first.user_id).holds("cashier")
    assert not second.user.assignments.waiting(TODAY).exists()
    told = as_user(UserFactory(role="auditor")).get(reverse("duties")).text
    assert str(first.user) in told
    assert str(second.user) in told
