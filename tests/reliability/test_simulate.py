"""Office years of random acts against a plain model; `KUBE_SIMULATE=1000x500`: seeds x acts."""

import os

import pytest

SEEDS, ACTS = (int(n) for n in os.environ.get("KUBE_SIMULATE", "2x60").split("x"))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(SEEDS))
def test_simulated_groups_keep_their_books(seed):
    pass
