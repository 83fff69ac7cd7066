"""A month of a group's books is closed."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.money import withdraw_savings
from finance.actions.periods import close_period
from finance.reports.periods import months
from foundation.rules import RuleBroken
from tests.conftest import TODAY
from tests.factories import GroupFactory, MeetingFactory, MembershipFactory, UserFactory
from tests.finance.conftest import at_once, balance
from tests.finance.stock import facilitator_of, save, typed

pytestmark = pytest.mark.django_db


def close(group, year, month, today=TODAY):
    day = datetime.date(year, month, 15)
    return close_period(group=group, month=day, today=today, by=group.registered_by)


def test_a_month_that_is_over_is_closed():
    period = close(GroupFactory(), 2026, 10)

    assert period.month == datetime.date(2026, 10, 1)


def test_on_its_last_day():
    last = datetime.date(2026, 11, 30)

    assert close(GroupFactory(), 2026, 11, today=last)


@pytest.mark.parametrize(("year", "month"), [(2026, 11), (2027, 1)])
def test_not_before_it_is_over(year, month):
    with pytest.raises(RuleBroken, match="is not over"):
        close(GroupFactory(), year, month)


def test_once():
    group = GroupFactory()
    close(group, 2026, 10)

    with pytest.raises(RuleBroken, match="closed before"):
        close(group, 2026, 10)


def test_not_before_there_was_a_group():
    with pytest.raises(RuleBroken, match="not there yet"):
        close(GroupFactory(), 2023, 12)


def page_of(group, year=2026, month=10):
    return reverse("finance:close_period", args=[group.pk, year, month])


@pytest.fixture
def head(db):
    return UserFactory(role="head")


def test_the_list_says_what_is_missing(as_user, head, django_assert_max_num_queries):
    group = GroupFactory(formed_on=datetime.date(2026, 8, 1))
    MeetingFactory(group=group, date=datetime.date(2026, 9, 10))
    client = as_user(head)

    with django_assert_max_num_queries(10):
        response = client.get(reverse("finance:periods", args=[group.pk]))

    missing = {row.first.month: row.meetings_missing for row in response.context["page"]}
    assert (missing[9], missing[10]) == (0, 1)


def test_the_page_closes_the_month(as_user, head):
    group = GroupFactory()

    response = as_user(head).post(page_of(group), typed())

    assert response.url == reverse("finance:periods", args=[group.pk])
    assert group.periods.get().closed_by == head


def test_what_is_missing_forbids_nothing_but_is_shown(as_user, head):
    group = GroupFactory()

    response = as_user(head).get(page_of(group))

    assert response.context["month"].meetings_missing == 1
    assert not response.context["month"].is_complete


@pytest.mark.parametrize(("year", "month"), [(2023, 12), (2126, 1), (2026, 13), (0, 0)])
def test_a_month_without_the_group_has_no_page(as_user, head, year, month):
    response = as_user(head).get(page_of(GroupFactory(), year, month))

    assert response.status_code == 404


def test_a_facilitator_closes_nothing(as_user):
    group = GroupFactory()

    response = as_user(facilitator_of(group)).post(page_of(group), typed())

    assert response.status_code == 403


@pytest.mark.parametrize(("rhythm", "due"), [("monthly", 1), ("35", 1), ("14", 2), ("7", 4)])
def test_a_meeting_is_due_by_the_rhythm(rhythm, due):
    group = GroupFactory(rhythm=rhythm, formed_on=datetime.date(2026, 9, 2))

    rows = {row.first.month: row for row in months(group, TODAY)}

    assert rows[10].meetings_due == due


@pytest.mark.django_db(transaction=True)
def test_closing_waits_for_who_posts_and_who_posts_is_told():
    """Each withdrawal is in the month before it closed, or refused; none slips in after."""
    october = datetime.date(2026, 10, 31)
    member = MembershipFactory()
    save(member, date=datetime.date(2026, 10, 1), sukarela=100_000)
    group, by = member.group, member.group.registered_by
    draw = {"membership": member, "amount": 10_000, "date": october, "today": TODAY, "by": by}

    done = at_once([lambda: close(group, 2026, 10), *[lambda: withdraw_savings(**draw)] * 4])

    refused = sum(isinstance(each, RuleBroken) for each in done)
    assert group.periods.count() == 1
    assert balance(group, "sukarela", member) == 100_000 - (4 - refused) * 10_000
    with pytest.raises(RuleBroken, match="book of October is closed"):
        withdraw_savings(**draw)
