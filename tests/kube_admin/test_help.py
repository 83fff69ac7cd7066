"""The help page leads each role through its grant year; an office of three can do a round."""

import pytest
from django.urls import reverse

from accounts.duties import APART
from accounts.models import Assignment
from accounts.people_needed import LIFTED_FOR_THREE, OFFICE_OF_THREE
from kube_admin.grant_year import GRANT_YEAR
from tests.factories import UserFactory

ACTS = {act for pair in APART for act in pair.acts}


def test_three_people_can_do_every_act_and_never_both_of_a_pair():
    assert set().union(*OFFICE_OF_THREE) == ACTS
    assert sum(map(len, OFFICE_OF_THREE)) == len(ACTS)
    for acts in OFFICE_OF_THREE:
        both = {pair.name for pair in APART if set(pair.acts) <= acts}
        assert both <= set(LIFTED_FOR_THREE)


@pytest.mark.django_db
@pytest.mark.parametrize("role", [role for role, _steps in GRANT_YEAR])
def test_ones_own_part_of_the_year_is_open(as_user, role):
    page = as_user(UserFactory(role=role)).get(reverse("help")).text

    assert page.count("<details open>") == 1
    assert f"<summary>{Assignment.Role(role).label}</summary>" in page.split("<details open>")[1]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Assignment.Role.values)
def test_ones_own_part_stands_first(as_user, role):
    page = as_user(UserFactory(role=role)).get(reverse("help")).text

    meets = role in (Assignment.Role.FACILITATOR, Assignment.Role.MEMBER)
    assert (page.index("for-facilitators") < page.index("grant-year")) is meets
    first = page.split("<summary>")[1]
    assert role == "member" or first.startswith(str(Assignment.Role(role).label))


@pytest.mark.django_db
def test_a_stranger_may_read_all_of_it(client):
    assert client.get(reverse("help")).text.count("<details>") == len(GRANT_YEAR)
