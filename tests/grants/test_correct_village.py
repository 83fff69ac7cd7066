"""Correcting the village of a group, while nothing official names it."""

import pytest
from django.urls import reverse

from foundation.rules import RuleBroken
from grants.selection.actions.villages import correct_village
from papers.models import Paper
from tests.factories import GroupFactory, MembershipFactory, region
from tests.grants.factories import CandidacyFactory, PaperFactory

pytestmark = pytest.mark.django_db


def correct(group, code="35.07.07.2002"):
    return correct_village(group=group, village=region(code), by=group.registered_by)


def test_the_group_and_its_families_of_that_village_move():
    group = GroupFactory()
    mine = MembershipFactory(group=group)
    elsewhere = MembershipFactory(
        group=group, person__household__village=region("35.79.01.2001"), number=2
    )
    stranger = MembershipFactory()

    correct(group)

    group.refresh_from_db()
    assert group.village_id == "35.07.07.2002"
    villages = [village_of(row) for row in (mine, elsewhere, stranger)]
    assert villages == ["35.07.07.2002", "35.79.01.2001", "35.07.07.2001"]


def village_of(membership) -> str:
    membership.person.household.refresh_from_db()
    return membership.person.household.village_id


@pytest.mark.usefixtures("papers_alone")
@pytest.mark.parametrize("what", ["paper", "candidacy"])
def test_it_stays_once_something_official_names_it(what):
    group = GroupFactory()
    if what == "paper":
        PaperFactory(kind=Paper.Kind.AGREEMENT, group=group)
    else:
        CandidacyFactory(group=group)

    with pytest.raises(RuleBroken):
        correct(group)


@pytest.mark.parametrize("where", ["35.07.07.2001", "35.07.07.2002"])
def test_not_to_the_same_nor_where_the_name_is_taken(where):
    group = GroupFactory(name="Mawar")
    GroupFactory(name="mawar", village=region("35.07.07.2002"))

    with pytest.raises(RuleBroken):
        correct(group, where)


def test_the_page_asks_about_another_district_and_moves(as_user):
    group = GroupFactory()
    client = as_user(group.facilitations.get().facilitator)
    url = reverse("grants:correct_village", args=[group.pk])
    region("35.79.01.2001")

    assert url in client.get(reverse("groups:edit_group", args=[group.pk])).text
    assert client.post(url, {"village": "35.79.01.2001"}).status_code == 422
    assert client.post(url, {"village": "35.79.01.2001", "sure": "on"}).status_code == 302
    group.refresh_from_db()
    assert group.village_id == "35.79.01.2001"
