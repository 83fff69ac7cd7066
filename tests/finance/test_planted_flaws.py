"""The flaws that are reported of an invented file are those that were planted, no more."""

import datetime

from bench import dirty
from finance.old_groups import read_groups
from groups.registers.reading import read_people
from tests.conftest import TODAY


def times(flaws):
    kinds = [flaw.what.value for flaw in flaws]
    return {kind: kinds.count(kind) for kind in kinds}


def test_each_planted_flaw_of_people_is_told():
    content, planted = dirty.people(800)

    reading = read_people(content, "penduduk.xls")

    assert len(reading.people) == 800
    assert times(reading.flaws) == planted


def test_each_planted_flaw_of_groups_is_told():
    content, planted = dirty.groups(680)

    workbook = read_groups(content, today=max(TODAY, dirty.COUNTED + datetime.timedelta(days=1)))

    assert len(workbook.groups) + len(workbook.refused) == 680
    assert workbook.counts == planted
