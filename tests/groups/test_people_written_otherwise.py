"""Office files written another way that means the same are read the same."""

import pytest

from foundation.tables import tables
from groups.registers.reading.reading import read_tables, score
from tests.conftest import TODAY
from tests.groups.office_variants import VARIANTS, shuffled
from tests.groups.test_read_people import FILES, HEADS, WHOLE

BESIDE = "bip_daftar_keluarga.xls"  # its labels stand left of their values
NAMES = ["siak.xls", *WHOLE, "opensid.xlsx", *HEADS]
ALL = VARIANTS | {"shuffled": shuffled}
PAIRS = [(name, each) for name in NAMES for each in ALL if (name, each) != (BESIDE, "shuffled")]


@pytest.fixture(scope="module")
def sheets():
    return {name: tables((FILES / name).read_bytes(), score) for name in NAMES}


@pytest.fixture(scope="module")
def usual(sheets):
    return {name: meaning(read_tables(found, {}, today=TODAY)) for name, found in sheets.items()}


def meaning(reading):
    """All but the rows, which differ."""
    people = [person._replace(row=0) for person in reading.people]
    return reading.format, people, sorted(flaw.what for flaw in reading.flaws)


@pytest.mark.parametrize(("name", "variant"), PAIRS)
def test_another_writing_means_the_same(sheets, usual, name, variant):
    first, *rest = sheets[name]
    changed = (first[0], ALL[variant](first[1]))

    assert meaning(read_tables([*rest, changed], {}, today=TODAY)) == usual[name]
