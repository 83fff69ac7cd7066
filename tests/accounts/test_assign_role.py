"""Who may be given which role, where and for how long."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction

from accounts.actions import assign_role
from accounts.models import Assignment
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import AssignmentFactory, UserFactory, region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
DAY = datetime.timedelta(days=1)


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


def test_a_role_is_held_from_its_first_day(administrator):
    user = UserFactory()

    assign_role(user=user, role="verifier", region=region("35.07"), since=TODAY, by=administrator)

    assignment = user.assignments.get()
    assert assignment.given_by == administrator
    assert not user.assignments.running(TODAY - DAY).exists()
    assert user.assignments.running(TODAY).exists()


def test_nobody_gives_a_role_to_themselves(administrator):
    with pytest.raises(RuleBroken, match="themselves"):
        assign_role(
            user=administrator,
            role="cashier",
            region=region("35.07"),
            since=TODAY,
            by=administrator,
        )


@pytest.mark.parametrize(
    ("role", "code"),
    [
        ("facilitator", "35.07"),
        ("administrator", "35"),
        ("member", "35.07.07.2001"),
        ("verifier", None),
        ("verifier", "35"),
        ("cashier", "35.07.07"),
        ("operator", "35.07"),
        ("province", "35.07"),
    ],
)
def test_the_territory_fits_the_role(administrator, role, code):
    with pytest.raises(RuleBroken) as refusal:
        assign_role(
            user=UserFactory(),
            role=role,
            region=code and region(code),
            since=TODAY,
            by=administrator,
        )

    assert refusal.value.field == "region"


@pytest.mark.parametrize("code", ["35", "35.07", "35.07.07", "35.07.07.2001"])
def test_an_auditor_reads_where_told(administrator, code):
    auditor = UserFactory()

    assign_role(user=auditor, role="auditor", region=region(code), since=TODAY, by=administrator)

    assert auditor.holds("auditor") or auditor.assignments.exists()


def test_the_same_role_is_not_given_twice(administrator):
    user = UserFactory(role="verifier")

    with pytest.raises(RuleBroken, match="has this role"):
        assign_role(
            user=user, role="verifier", region=region("35.07"), since=TODAY, by=administrator
        )


def test_a_role_may_follow_on_itself(administrator):
    user = UserFactory()
    AssignmentFactory(user=user, until=TODAY)

    assign_role(user=user, role="verifier", region=region("35.07"), since=TODAY, by=administrator)

    assert user.assignments.count() == 2


def test_one_user_holds_two_roles(administrator):
    user = UserFactory(role="verifier")

    assign_role(user=user, role="facilitator", since=TODAY, by=administrator)

    assert user.assignments.running(TODAY).count() == 2


@pytest.mark.parametrize(
    ("held", "given"),
    [("administrator", "facilitator"), ("facilitator", "administrator"), ("facilitator", "member")],
)
def test_some_roles_do_not_go_together(administrator, held, given):
    user = UserFactory(role=held)

    with pytest.raises(RuleBroken, match="End that"):
        assign_role(user=user, role=given, since=TODAY, by=administrator)


def test_the_last_day_comes_after_the_first(administrator):
    with pytest.raises(RuleBroken, match="after the first") as refusal:
        assign_role(
            user=UserFactory(), role="facilitator", since=TODAY, until=TODAY, by=administrator
        )

    assert refusal.value.field == "until"


def test_whoever_may_not_sign_in_gets_no_role(administrator):
    user = UserFactory(is_active=False)

    with pytest.raises(RuleBroken, match="may not sign in"):
        assign_role(user=user, role="facilitator", since=TODAY, by=administrator)


def test_the_sessions_of_the_user_end(administrator, as_user):
    user = UserFactory()
    client = as_user(user)

    assign_role(user=user, role="facilitator", since=TODAY, by=administrator)

    assert client.get("/").status_code == 302


def insert(user, role, region_id, since, until=None, ended_at=None):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO accounts_assignment
                   (user_id, role, region_id, since, until, ended_at, given_at)
               VALUES (%s, %s, %s, %s, %s, %s, now())""",
            [user.pk, role, region_id, since, until, ended_at],
        )


@pytest.mark.parametrize(
    ("role", "code", "until", "ended_at", "constraint"),
    [
        ("verifier", None, None, None, "territory"),
        ("facilitator", "35.07", None, None, "territory"),
        ("verifier", "35", None, None, "level"),
        ("operator", "35.07", None, None, "level"),
        ("province", "35.07", None, None, "level"),
        ("verifier", "35.07", TODAY - DAY, None, "until_after_since"),
        ("verifier", "35.07", TODAY + DAY, TODAY, "ended_by_and_at"),
    ],
)
def test_the_database_keeps_the_rules_too(role, code, until, ended_at, constraint):
    code and region(code)

    with pytest.raises(IntegrityError, match=f"accounts_assignment_{constraint}"):
        insert(UserFactory(), role, code, TODAY, until, ended_at)


def test_the_database_refuses_the_same_role_twice():
    user = UserFactory()
    AssignmentFactory(user=user, role=Assignment.Role.FACILITATOR, until=TODAY)
    insert(user, "facilitator", None, TODAY)

    with pytest.raises(IntegrityError, match="once_at_a_time"):
        insert(user, "facilitator", None, TODAY - DAY)


@pytest.mark.parametrize("roles", [("administrator", "cashier"), ("cashier", "administrator")])
def test_the_database_gives_an_administrator_no_other_role(roles):
    first, second = roles
    user = UserFactory(role=first)

    with pytest.raises(IntegrityError, match="administrator_alone"), transaction.atomic():
        AssignmentFactory(user=user, role=second, given_by=UserFactory())


def test_who_was_administrator_before_may_have_another_role():
    user = UserFactory()
    AssignmentFactory(user=user, role="administrator", until=TODAY)

    AssignmentFactory(user=user, role="cashier", since=TODAY, given_by=UserFactory())

    assert user.assignments.count() == 2
