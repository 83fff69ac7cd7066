"""A statement is compiled for a stand-in and run for a row."""

import datetime

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Assignment, User
from foundation.statements import STAND_IN, Statement, compiled_once
from tests.conftest import TODAY
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
HOUR = datetime.timedelta(hours=1)


def test_the_row_takes_the_place_of_the_stand_in_everywhere():
    user, other = UserFactory(), UserFactory()
    rows = User.objects.order_by().values_list("pk", "username")
    others = rows.filter(pk=other.pk, username__startswith="user").exclude(pk=STAND_IN)

    statement = Statement.of(rows.filter(pk=STAND_IN).union(others, all=True))

    assert sorted(statement.run(user.pk)) == sorted(
        [(user.pk, user.username), (other.pk, other.username)]
    )
    assert statement.run(other.pk) == [(other.pk, other.username)]


@compiled_once
def assignments(user: int, on: datetime.date, at: datetime.datetime) -> QuerySet[Assignment]:
    rows = Assignment.objects.filter(user=user, since__lte=on, user__made_at__lte=at)
    return rows.select_related("user").prefetch_related("user__assignments")


def test_rows_of_a_compiled_queryset_bring_their_related_rows(django_assert_num_queries):
    first, second = UserFactory(role="verifier"), UserFactory(role="head")
    soon = timezone.now() + HOUR

    assert [each.user for each in assignments(first.pk, TODAY, soon)] == [first]
    with django_assert_num_queries(2):
        [found] = assignments(second.pk, TODAY, soon)
        assert list(found.user.assignments.all()) == [found]
    assert not assignments(second.pk, TODAY, soon - 2 * HOUR)
    assert not assignments(second.pk, datetime.date(1999, 1, 1), soon)


def test_a_list_of_keys_may_be_of_any_length():
    @compiled_once
    def names(keys: list[int]) -> QuerySet[User, str]:
        return User.objects.filter(pk__in=keys).order_by("pk").values_list("username", flat=True)

    users = UserFactory.create_batch(3)

    assert names([user.pk for user in users]) == [user.username for user in users]
    assert names([users[1].pk]) == [users[1].username]
    assert names([]) == []


def test_an_argument_that_is_no_parameter_is_refused():
    @compiled_once
    def later(user: int, days: int) -> QuerySet[User]:
        return User.objects.filter(pk=user + days)

    with pytest.raises(TypeError, match="argument 0"):
        later(1, 2)
