"""Two programmes side by side."""

import pytest
from django.urls import reverse

from tests.conftest import TODAY
from tests.factories import ProgrammeFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = reverse("grants:compare_programmes")


def test_the_two_newest_stand_beside_each_other(as_user):
    old = ProgrammeFactory(name="KUBE A", most_members=20)
    new = ProgrammeFactory(
        name="KUBE B", most_members=10, since=TODAY, barred_occupations="PNS, TNI"
    )

    page = as_user(UserFactory(role="head")).get(ADDRESS)

    assert page.context["chosen"] == [old, new]
    rows = {words[0]: (words, differ) for _name, words, differ in page.context["rows"]}
    assert any("5" in both[0] and "10" in both[1] and differ for both, differ in rows.values())
    assert "PNS, TNI" in page.text


def test_others_are_chosen(as_user):
    two = [ProgrammeFactory(name=name) for name in ("KUBE A", "KUBE B")]
    ProgrammeFactory(name="KUBE C")
    asked = {"first": two[1].pk, "second": two[0].pk}

    page = as_user(UserFactory(role="verifier")).get(ADDRESS, asked)

    assert page.context["chosen"] == [two[1], two[0]]


@pytest.mark.parametrize("asked", [{}, {"first": "x", "second": "1"}, {"first": "99999999"}])
def test_what_is_not_there_is_said(as_user, asked):
    page = as_user(UserFactory(role="head")).get(ADDRESS, asked)

    assert page.status_code == 200
    assert page.context["rows"] == []
