"""How late visits and reports may be, when a problem is the district's: the head says it."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.coaching.actions.limits import set_coaching_limits
from groups.models import CoachingLimits
from tests.factories import UserFactory, region

pytestmark = pytest.mark.django_db
DAYS = {"visit_days": 45, "report_day": 10, "problem_days": 30}


def test_without_a_word_of_the_district_the_default_counts():
    limits = CoachingLimits.objects.of("35.07")

    assert (limits.visit_days, limits.report_day, limits.problem_days) == (30, 5, 60)


def test_the_last_word_counts():
    by = UserFactory(role="head")
    for day in (7, 8):
        set_coaching_limits(office=region("35.07"), by=by, **DAYS | {"report_day": day})

    assert CoachingLimits.objects.of("35.07").report_day == 8
    assert CoachingLimits.objects.in_force().get().report_day == 8


def test_a_day_that_not_every_month_has_is_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        CoachingLimits.objects.create(
            office=region("35.07"), report_day=31, by=UserFactory(role="head")
        )


def test_the_head_says_it_for_the_own_district_alone(as_user):
    client, url = as_user(UserFactory(role="head")), reverse("groups:set_coaching_limits")
    region("35.79")

    refused = client.post(url, DAYS | {"office": "35.79"})
    client.post(url, DAYS | {"office": "35.07"})

    assert refused.status_code == 422
    assert CoachingLimits.objects.get().visit_days == 45
