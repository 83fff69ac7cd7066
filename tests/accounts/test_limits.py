"""Limits: so many uses in a time, in a table that forgets no live row and keeps no dead one."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.limits import give_back, is_spent, limit
from accounts.models import Limit
from tests.at_once import at_once

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def ask(key="a", most=2, name="looks") -> bool:
    return limit(name, key, most, HOUR)


def test_each_key_of_each_name_has_its_own():
    assert [ask(), ask(), ask()] == [True, True, False]
    assert [ask("b"), ask(name="others")] == [True, True]


def test_a_use_counts_no_longer_than_its_time():
    ask()
    Limit.objects.update(uses=[timezone.now() - 2 * HOUR, timezone.now() - HOUR / 2])

    assert [ask(), ask()] == [True, False]


def test_what_is_asked_without_using_counts_nothing():
    ask()
    assert not is_spent("looks", "a", 2, HOUR)
    assert not is_spent("looks", "a", 2, HOUR)
    ask()
    assert is_spent("looks", "a", 2, HOUR)


def test_a_use_is_given_back():
    ask(most=1)
    give_back("looks", "a")

    assert [ask(most=1), ask(most=1)] == [True, False]


def test_old_rows_are_dropped_and_live_ones_never():
    for number in range(400):  # more than the cache's table keeps
        ask(number, most=1)
    assert not ask(0, most=1)

    Limit.objects.update(until=F("until") - 2 * HOUR)
    for number in range(250):
        ask(f"new {number}")

    assert Limit.objects.count() == 250


def test_nothing_typed_is_stored():
    ask("rahasia-sekali")

    assert len(Limit.objects.get().key) == 64


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_no_more_than_the_most_pass():
    assert sorted(at_once([lambda: ask(most=3)] * 8)) == [False] * 5 + [True] * 3
