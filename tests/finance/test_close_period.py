"""Closing a month of a group's books."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.money import withdraw_savings
from finance.actions.periods import close_period
from finance.reports.periods import months
from foundation.rules import RuleBroken
from tests.at_once import at_once
from tests.conftest import TODAY, month
from tests.factories import GroupFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.finance.conftest import balance
from tests.finance.stock import facilitator_of, save, typed

pytestmark = pytest.mark.django_db


LAST_MONTH = month(-1)
DAY = datetime.timedelta(days=1)


def close(group, first=LAST_MONTH, today=TODAY):
    return close_period(group=group, month=first + 14 * DAY, today=today, by=group.registered_by)


def test_a_month_that_is_over_is_closed():
    period = close(GroupFactory())

    assert period.month == LAST_MONTH


def test_on_its_last_day():
    assert close(GroupFactory(), month(), today=month(1) - DAY)


@pytest.mark.parametrize("later", [0, 2])
def test_not_before_it_is_over(later):
    with pytest.raises(RuleBroken, match="is not over"):
        close(GroupFactory(), month(later), today=month(1) - 2 * DAY)


def test_once():
    group = GroupFactory()
    close(group)

    with pytest.raises(RuleBroken, match="closed before"):
        close(group)


def test_not_before_there_was_a_group():
    with pytest.raises(RuleBroken, match="not there yet"):
        close(GroupFactory(formed_on=month(-3)), month(-4))


def url_of(group, year=LAST_MONTH.year, number=LAST_MONTH.month):
    return reverse("finance:close_period", args=[group.pk, year, number])


@pytest.fixture
def head(db):
    return UserFactory(role="head")


def test_the_list_says_what_is_missing(as_user, head, django_assert_max_num_queries):
    group = GroupFactory(formed_on=month(-3))
    MeetingFactory(group=group, date=month(-2) + 9 * DAY)
    client = as_user(head)

    with django_assert_max_num_queries(10):
        response = client.get(reverse("finance:periods", args=[group.pk]))

    missing = {row.first: row.meetings_missing for row in response.context["page"]}
    assert (missing[month(-2)], missing[month(-1)]) == (0, 1)


def test_the_page_closes_the_month(as_user, head):
    group = GroupFactory()

    response = as_user(head).post(url_of(group), typed())

    assert response.url == reverse("finance:periods", args=[group.pk])
    assert group.periods.get().closed_by == head


def test_what_is_missing_forbids_nothing_but_is_shown(as_user, head):
    group = GroupFactory()

    response = as_user(head).get(url_of(group))

    assert response.context["month"].meetings_missing == 1
    assert not response.context["month"].is_complete


@pytest.mark.parametrize(("year", "number"), [(2001, 12), (2126, 1), (2026, 13), (0, 0)])
def test_a_month_without_the_group_has_no_page(as_user, head, year, number):
    response = as_user(head).get(url_of(GroupFactory(), year, number))

    assert response.status_code == 404


def test_a_facilitator_closes_nothing(as_user):
    group = GroupFactory()

    response = as_user(facilitator_of(group)).post(url_of(group), typed())

    assert response.status_code == 403


@pytest.mark.parametrize(("rhythm", "due"), [("monthly", 1), ("35", 1), ("14", 2), ("7", 4)])
def test_a_meeting_is_due_by_the_rhythm(rhythm, due):
    group = GroupFactory(rhythm=rhythm, formed_on=datetime.date(2026, 9, 2))

    rows = {row.first.month: row for row in months(group, datetime.date(2026, 11, 24))}

    assert rows[10].meetings_due == due


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_who_posts_and_who_posts_is_told():
    """Each withdrawal is committed before the month closes, or refused."""
    member = MembershipFactory()
    save(member, date=LAST_MONTH, sukarela=100_000)
    group, by = member.group, member.group.registered_by
    days = {"date": month() - DAY, "today": month()}
    draw = {"membership": member, "amount": 10_000, "by": by} | days

    done = at_once([lambda: close(group), *[lambda: withdraw_savings(**draw)] * 4])

    refused = sum(isinstance(each, RuleBroken) for each in done)
    assert group.periods.count() == 1
    assert balance(group, "sukarela", member) == 100_000 - (4 - refused) * 10_000
    with pytest.raises(RuleBroken, match=r"book of .* is closed"):
        withdraw_savings(**draw)
