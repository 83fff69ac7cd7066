"""A total of a grant's report is the sum of the rows above it; of pages: tests/test_access.py."""

import pytest

from grants.spending.papers.report import by_line, by_purchase
from grants.spending.reports.spending import spending
from tests.shared import shared
from tests.world import World

pytestmark = pytest.mark.django_db
world = shared(World)  # with a grant that was spent in part, some of the rest on its way back


def test_a_total_on_a_report_is_the_sum_of_its_column(world):
    now = spending(world.award)

    for table in (by_line(now), by_purchase(now)):
        for place, total in enumerate(table.total):
            if isinstance(total, int):
                assert total == sum(row[place] for row in table.rows), table.heading
    assert now.on_its_way
