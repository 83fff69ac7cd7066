"""A member who leaves."""

import datetime

import pytest
from django.urls import reverse

from finance.actions.members import release_member
from groups.models import Membership
from tests.conftest import TODAY
from tests.factories import (
    MembershipFactory,
)
from tests.finance.stock import save

Reason = Membership.Reason
YESTERDAY = TODAY - datetime.timedelta(days=1)


@pytest.fixture
def member():
    """Bu Tumini, who has saved 150.000."""
    member = MembershipFactory(person__name="Tumini")
    save(member, pokok=50_000, wajib=70_000, sukarela=30_000)
    return member


def release(member, *, reason=Reason.MOVED, date=TODAY, **more):
    by = member.group.registered_by
    return release_member(membership=member, reason=reason, date=date, today=TODAY, by=by, **more)


def url_of(member):
    return reverse("finance:release_member", args=[member.pk])


def release_url(member):
    return reverse("finance:release_member", args=[member.pk])
