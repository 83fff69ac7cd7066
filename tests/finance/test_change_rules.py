"""Changing the amounts that members pay."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.rules import change_rules
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import LONG_AGO, GroupFactory, MeetingFactory
from tests.finance.stock import facilitator_of, typed

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + datetime.timedelta(days=1)


def change(group, since=TOMORROW, **more):
    agreed = {"principal": 50_000, "mandatory": 10_000, "dues": 5_000} | more
    change_rules(group=group, since=since, by=group.registered_by, **agreed)


def test_the_new_rule_holds_from_its_day():
    group = GroupFactory()

    change(group, dues=6_000)

    assert group.dues_rules.in_force(TODAY).amount == 5_000
    assert group.dues_rules.in_force(TOMORROW).amount == 6_000


def test_only_what_changed_is_written():
    group = GroupFactory()

    change(group, dues=6_000)

    assert (group.savings_rules.count(), group.dues_rules.count()) == (1, 2)


def test_a_change_of_mind_replaces_the_rule_of_that_day():
    group = GroupFactory()
    change(group, dues=6_000)

    change(group, dues=7_000)

    assert [rule.amount for rule in group.dues_rules.all()] == [7_000, 5_000]


def test_what_was_owed_before_stays_owed():
    group = GroupFactory()
    MeetingFactory(group=group, date=TODAY)

    with pytest.raises(RuleBroken, match=f"met on {TODAY:%-d %B %Y}") as refusal:
        change(group, since=TODAY, dues=6_000)

    assert refusal.value.field == "since"


def test_the_first_rules_of_a_group():
    group = GroupFactory(rules=False)

    change(group, since=group.formed_on)

    assert group.savings_rules.in_force(TODAY).mandatory == 10_000


def test_the_same_again_is_no_rule():
    with pytest.raises(RuleBroken, match="already"):
        change(GroupFactory())


def test_not_before_there_was_a_group():
    group = GroupFactory()

    with pytest.raises(RuleBroken, match=f"was formed on {LONG_AGO:%-d %B %Y}"):
        change(group, since=LONG_AGO - datetime.timedelta(days=1))


def test_the_page_is_filled_in_with_what_holds(as_user):
    group = GroupFactory()

    response = as_user(facilitator_of(group)).get(reverse("finance:change_rules", args=[group.pk]))

    assert 'value="10.000"' in response.content.decode()


def test_a_year_mistyped_is_asked_again(as_user):
    group = GroupFactory()
    page = reverse("finance:change_rules", args=[group.pk])
    agreed = {"principal": "50.000", "mandatory": "10.000", "dues": "7.500"}

    response = as_user(facilitator_of(group)).post(page, typed(since="2126-01-01", **agreed))

    assert "since" in response.context["form"].errors


def test_the_page_agrees_on_new_rules(as_user):
    group = GroupFactory()
    page = reverse("finance:change_rules", args=[group.pk])
    agreed = {"principal": "50.000", "mandatory": "10.000", "dues": "7.500"}

    response = as_user(facilitator_of(group)).post(page, typed(since=TOMORROW, **agreed))

    assert response.url == page
    assert group.dues_rules.in_force(TOMORROW).amount == 7_500
