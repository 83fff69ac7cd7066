"""Bar, row 54: office years of random acts against a plain model; each is replayed by its seed.

    KUBE_SIMULATE=17-17x500 …    seeds 17 to 17, 500 acts each

`run.py bench trust` lives 1,000 of them.
"""

import os

import pytest

from tests.grants.year_office import SEVEN, THREE, office_of
from tests.simulation import grant_years, group_years

SEEDS, _, ACTS = os.environ.get("KUBE_SIMULATE", "0-2x40").partition("x")
FIRST, LAST = map(int, SEEDS.split("-"))
OFFICES = range(FIRST, LAST + 1 if "KUBE_SIMULATE" in os.environ else FIRST + 1)

pytestmark = pytest.mark.django_db(transaction=True)


def note(record_property, done) -> None:
    refused = sum(count for name, count in done.items() if "refused" in name)
    record_property("acts", sum(done.values()))
    record_property("refused", refused)
    record_property("cut off", done["cut"])


@pytest.mark.parametrize("seed", range(FIRST, LAST + 1))
def test_simulated_groups_keep_their_books(seed, record_property):
    note(record_property, group_years.live(seed, int(ACTS)))


@pytest.mark.parametrize("seed", OFFICES)
def test_simulated_offices_take_each_step_in_its_turn(seed, as_user, record_property):
    office = office_of([THREE, SEVEN][seed % 2], as_user)
    note(record_property, grant_years.live(seed, int(ACTS), office))
