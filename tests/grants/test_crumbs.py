"""Breadcrumbs link only pages that the user may open."""

import pytest

from grants import crumbs
from tests.factories import UserFactory
from tests.grants.factories import AwardFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "leads_there"), [("verifier", True), ("cashier", False)])
def test_the_group_is_an_address_for_who_may_open_it(role, leads_there):
    award = AwardFactory()

    group, grant = crumbs.of_award(UserFactory(role=role), award)

    assert group.text == award.group
    assert bool(group.url) is leads_there
    assert grant.url
