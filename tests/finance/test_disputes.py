"""The list of disputes."""

import pytest
from django.urls import reverse

from finance.actions.disputes import answer_dispute
from tests.factories import AssignmentFactory, DisputeFactory, MembershipFactory, UserFactory
from tests.finance.posting import pay_in

pytestmark = pytest.mark.django_db
ADDRESS = "/disputes/"


@pytest.fixture
def dispute():
    return DisputeFactory(entry=pay_in(MembershipFactory(), 25_000))


def listed(client, **query):
    return list(client.get(ADDRESS, query).context["page"])


def test_what_waits_is_shown_first(as_user, dispute):
    answered = DisputeFactory(entry=pay_in(dispute.membership, 10_000))
    answer_dispute(dispute=answered, answer="Sudah benar.", by=UserFactory())
    client = as_user(UserFactory(role="verifier"))

    assert listed(client) == [dispute]
    assert listed(client, state="answered") == [answered]
    assert set(listed(client, state="all")) == {dispute, answered}


def test_another_district_sees_none(as_user, dispute):
    client = as_user(UserFactory(role="verifier", at="35.79"))

    assert listed(client) == []


def test_a_verb_counts_only_where_the_role_holds_it(as_user, dispute):
    verifier_elsewhere = UserFactory(role="verifier", at="35.79")
    AssignmentFactory(user=verifier_elsewhere, role="approver")

    assert listed(as_user(verifier_elsewhere)) == []


def test_who_only_reads_is_not_led_to_answer(as_user, dispute):
    address = reverse("finance:answer_dispute", args=[dispute.pk])

    seen = {
        role: address in as_user(UserFactory(role=role)).get(ADDRESS).content.decode()
        for role in ("verifier", "auditor")
    }

    assert seen == {"verifier": True, "auditor": False}


def test_a_list_that_makes_no_sense_shows_what_waits(as_user, dispute):
    client = as_user(UserFactory(role="verifier"))

    response = client.get(ADDRESS, {"state": "x", "page": "y"})

    assert response.status_code == 400
    assert list(response.context["page"]) == [dispute]


def test_more_disputes_take_no_more_queries(as_user, django_assert_max_num_queries, dispute):
    client, counts = as_user(UserFactory(role="verifier")), []

    for more in (0, 5):
        for _more in range(more):
            DisputeFactory(entry=pay_in(MembershipFactory(), 1_000))
        with django_assert_max_num_queries(30) as queries:
            client.get(ADDRESS)
        counts.append(len(queries))

    assert counts[0] == counts[1]
