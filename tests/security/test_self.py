"""Bar, row 35: nobody gives the own role, moves the own territory, resets or reviews the own."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import Assignment
from foundation.rules import RuleBroken
from grants.spending.actions.reports import review_report
from tests.conftest import TODAY
from tests.factories import UserFactory, region
from tests.finance.promises.sql import run
from tests.grants.factories import ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(role="administrator")


@pytest.mark.parametrize("act", ["assign_role", "reset_access", "deactivate_user"])
def test_an_administrator_does_not_serve_herself(administrator, as_user, act):
    region("35.07")
    client = as_user(administrator)
    typed = {"role": "approver", "region": "35.07", "since": TODAY.isoformat()}

    response = client.post(reverse(act, args=[administrator.pk]), typed)

    assert response.status_code == 422
    assert list(administrator.assignments.values_list("role", flat=True)) == ["administrator"]
    administrator.refresh_from_db()
    assert administrator.is_active


def test_the_database_refuses_a_role_given_to_oneself():
    user = UserFactory()

    with pytest.raises(IntegrityError, match="not_to_oneself"), transaction.atomic():
        run(
            "INSERT INTO accounts_assignment"
            " (user_id, role, region_id, since, given_by_id, given_at)"
            " VALUES (%s, 'facilitator', NULL, %s, %s, now())",
            user.pk,
            TODAY,
            user.pk,
        )


@pytest.mark.parametrize("role", ["facilitator", "verifier", "head", "approver", "cashier"])
def test_no_role_gives_roles(as_user, role):
    client, before = as_user(UserFactory(role=role)), Assignment.objects.count()

    for name in ("assign_role", "reset_access", "activate_user"):
        assert client.post(reverse(name, args=[UserFactory().pk]), {}).status_code == 403
    assert Assignment.objects.count() == before


def test_nobody_reviews_the_own_report():
    report = ReportFactory()

    with pytest.raises(RuleBroken):
        review_report(report=report, accepted=True, date=TODAY, by=report.by)
