"""A statement is compiled for a stand-in and run for a row."""

import pytest

from accounts.models import User
from foundation.statements import STAND_IN, Statement
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_the_row_takes_the_place_of_the_stand_in_everywhere():
    user, other = UserFactory(), UserFactory()
    rows = User.objects.order_by().values_list("pk", "username")
    others = rows.filter(pk=other.pk, username__startswith="user").exclude(pk=STAND_IN)

    statement = Statement.of(rows.filter(pk=STAND_IN).union(others, all=True))

    assert sorted(statement.run(user.pk)) == sorted(
        [(user.pk, user.username), (other.pk, other.username)]
    )
    assert statement.run(other.pk) == [(other.pk, other.username)]
