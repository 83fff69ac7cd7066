"""A migration that has landed is never edited: databases have run it as it was."""

import hashlib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LANDED = ROOT / "tests" / "upgrade" / "landed_migrations.txt"  # as sha256sum writes them
DIGESTS = {name: digest for digest, name in map(str.split, LANDED.read_text().splitlines())}


@pytest.mark.parametrize("name", DIGESTS)
def test_a_landed_migration_stays_as_it_was(name):
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == DIGESTS[name]
