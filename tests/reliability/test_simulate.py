"""Office years of random acts against a plain model; `KUBE_SIMULATE=1000x500`: seeds x acts."""

import os

import pytest

from tests.grants.year_office import SEVEN, THREE, office_of
from tests.simulation import grant_years, group_years

SEEDS, ACTS = (int(n) for n in os.environ.get("KUBE_SIMULATE", "1x40").split("x"))

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("seed", range(3 * SEEDS))
def test_simulated_groups_keep_their_books(seed):
    group_years.live(seed, ACTS)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_simulated_offices_take_each_step_in_its_turn(seed, as_user):
    office = office_of([THREE, SEVEN][seed % 2], as_user)
    grant_years.live(seed, ACTS, office)
