"""Monitoring visits 3, 6 and 12 months after the grant."""

import datetime

import pytest
from django.urls import reverse

from foundation.months import months_after
from foundation.rules import RuleBroken
from grants.spending.actions.follow_up import monitor_grant
from grants.spending.reports.monitoring import next_visit
from tests.conftest import TODAY
from tests.factories import UserFactory
from tests.grants.factories import AgreementFactory
from tests.grants.spending import facilitator_of, in_hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
AFTER_3_MONTHS = months_after(TODAY, 3)


def visit(award, month=3, date=AFTER_3_MONTHS, **more):
    return monitor_grant(
        award=award,
        month=month,
        date=date,
        found="Sapi sehat.",
        today=date,
        by=facilitator_of(award),
        **more,
    )


def test_a_visit_leaves_minutes():
    made = visit(in_hand(), agreed="Kandang diperbaiki")

    assert made.paper.content["paragraphs"] == ["Sapi sehat.", "Disepakati: Kandang diperbaiki"]


def test_each_visit_once(award):
    visit(award)

    with pytest.raises(RuleBroken, match="recorded already"):
        visit(award)


def test_none_long_before_its_day():
    with pytest.raises(RuleBroken, match="The visit after 3 months is recorded from"):
        visit(in_hand(), date=AFTER_3_MONTHS - datetime.timedelta(days=15))


def test_none_before_the_money_came():
    with pytest.raises(RuleBroken, match="has not arrived"):
        visit(AgreementFactory().award)


def test_its_day_is_the_same_day_of_a_later_month_or_the_last():
    assert months_after(datetime.date(2026, 8, 31), 6) == datetime.date(2027, 2, 28)
    assert months_after(datetime.date(2026, 11, 24), 12) == datetime.date(2027, 11, 24)
    assert months_after(datetime.date(2028, 2, 29), 12) == datetime.date(2029, 2, 28)


def test_the_next_one_is_the_first_not_made():
    assert next_visit(TODAY, {3})[0] == 6
    assert next_visit(TODAY, {3, 6, 12}) is None


def test_the_page_offers_the_visits_that_are_left(award, as_user):
    visit(award)
    client = as_user(UserFactory(role="verifier"))

    form = client.get(reverse("grants:monitor_grant", args=[award.pk])).context["form"]

    assert [value for value, _label in form.fields["month"].choices] == [6, 12]
