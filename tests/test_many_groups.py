"""No list has N+1 queries: each page takes as many for 330 groups as for 30."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from zeal import zeal_context

from accounts.models import Assignment, User
from foundation.pagination import COUNTED, ROWS
from groups.models import Decision, Facilitation, Group, Meeting, Problem
from tests.conftest import sign_in
from tests.factories import ProgrammeFactory, UserFactory, region
from tests.shared import shared

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
GROUPS = "groups:groups"
FEW, MANY = 30, 330
PAGES = [  # user, page, most queries
    ("verifier", "home", {}, 20),
    ("head", "home", {}, 20),
    ("approver", "home", {}, 20),
    ("auditor", "home", {}, 20),
    ("province", "home", {}, 20),
    ("verifier", GROUPS, {}, 9),
    ("verifier", GROUPS, {"page": "2"}, 9),
    ("verifier", GROUPS, {"q": "mawar poncokusumo"}, 11),
    ("verifier", GROUPS, {"silent": "on"}, 9),
    ("verifier", GROUPS, {"late": "on"}, 9),
    ("verifier", GROUPS, {"subdistrict": "35.07.07"}, 11),
    ("verifier", GROUPS, {"sort": "-members"}, 9),
    ("verifier", GROUPS, {"sort": "facilitator", "page": "2"}, 9),
    ("province", GROUPS, {}, 8),
    ("province", GROUPS, {"sort": "subdistrict"}, 8),
    ("verifier", "groups:open_problems", {}, 8),
    ("verifier", "finance:disputes", {}, 6),
    ("verifier", "finance:health", {}, 12),
    ("verifier", "finance:health", {"needs": "on"}, 12),
    ("administrator", "users", {}, 9),
]


def grow(start: int, count: int) -> None:
    """Groups three months old; ten share a facilitator, each has a problem and a late decision."""
    today = timezone.localdate()
    programme, operator = ProgrammeFactory(), UserFactory()
    groups = Group.objects.bulk_create(
        Group(
            name=f"Mawar {number}",
            village=region(f"35.07.07.{2001 + number % 17}"),
            programme=programme,
            formed_on=today - 90 * DAY,
            business=Group.Business.CATTLE,
            registered_by=operator,
        )
        for number in range(start, start + count)
    )
    by = User.objects.bulk_create(
        User(username=f"f{group.pk}", name="Pendamping", sex="F") for group in groups[::10]
    )
    Assignment.objects.bulk_create(
        Assignment(user=user, role="facilitator", given_by=operator) for user in by
    )
    rows = [(group, by[place // 10]) for place, group in enumerate(groups)]
    Facilitation.objects.bulk_create(Facilitation(group=g, facilitator=f) for g, f in rows)
    meetings = Meeting.objects.bulk_create(
        Meeting(group=g, number=1, date=today - 60 * DAY, recorded_by=f) for g, f in rows
    )
    Problem.objects.bulk_create(
        Problem(group=g, kind="animal", what="Sakit", raised_on=today - 70 * DAY, raised_by=f)
        for g, f in rows
    )
    Decision.objects.bulk_create(
        Decision(group=meeting.group, meeting=meeting, what="Beli tali", due_on=today - DAY)
        for meeting in meetings
    )


def asked_of_few() -> dict:
    """The queries of each page with 30 groups; then make 330, for all tests of this module."""
    grow(0, FEW)
    asked = {}
    for role, page, query, _most in PAGES:
        client = sign_in(Client(), UserFactory(role=role))
        client.get(reverse(page), query)  # fill the caches of the process
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(page), query)
        asked[role, page, *query.items()] = len(queries)
    grow(FEW, MANY - FEW)
    return asked


few = shared(asked_of_few)


@pytest.mark.parametrize(("role", "page", "query", "most"), PAGES)
def test_a_page_takes_the_same_queries_for_many_groups(few, as_user, role, page, query, most):
    client = as_user(UserFactory(role=role))
    client.get(reverse(page), query)

    with zeal_context(), CaptureQueriesContext(connection) as many:
        assert client.get(reverse(page), query).status_code == 200

    assert few[role, page, *query.items()] == len(many) <= most


def test_a_long_list_is_counted_to_a_thousand_and_read_to_its_end(few, as_user):
    grow(MANY, COUNTED + 1 - MANY)
    client = as_user(UserFactory(role="verifier"))

    first = client.get(reverse(GROUPS))
    last = client.get(reverse(GROUPS), {"page": COUNTED // ROWS + 1})

    assert "lebih dari 1.000 kelompok" in first.text
    assert "1.001 kelompok" in last.text
    assert len(last.context["page"].object_list) == 1
