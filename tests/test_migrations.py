"""A landed migration is never edited, as databases have run it.

The commit that lands a migration adds its digest:

    sha256sum APP/migrations/NUMBER_NAME.py >> tests/upgrade/landed_migrations.txt
"""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LANDED = ROOT / "tests" / "upgrade" / "landed_migrations.txt"  # as sha256sum writes them
DIGESTS = {name: digest for digest, name in map(str.split, LANDED.read_text().splitlines())}


@pytest.mark.parametrize("name", DIGESTS)
def test_a_landed_migration_stays_as_it_was(name):
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == DIGESTS[name]


def test_each_migration_is_in_the_list():
    found = {path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/migrations/0*.py")}

    assert found == set(DIGESTS), "add the line of a new migration (see the docstring above)"
