"""The factories build rows that satisfy every constraint and trigger."""

import pytest

from tests.grants import factories

MADE = [name for name in vars(factories) if name.endswith("Factory")]
NEED_MORE = {"DjangoModelFactory", "ObjectionFactory", "PaperFactory"}


@pytest.mark.parametrize(
    "name", sorted(name for name in MADE if name not in NEED_MORE and "Group" not in name)
)
def test_a_row_comes_about_with_all_before_it(db, name):
    assert getattr(factories, name)().pk
