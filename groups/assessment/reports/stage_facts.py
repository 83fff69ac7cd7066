"""What the latest assessment says of a group that may move to another stage."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from foundation.formatting import day, short_points
from groups.assessment.models import Assessment
from groups.forming.rules.stages import Fact, Move


def facts(moves: Sequence[Move], today: datetime.date) -> Iterator[tuple[Move, Fact]]:
    keys = {move.group for move in moves if move.is_up or move.is_down}
    latest = {
        row.group_id: row
        for row in Assessment.objects.latest_signed(until=today).filter(group__in=keys)
    }
    for move in moves:
        if move.group in keys and (move.is_up or move.is_down):
            yield move, _points(move, latest.get(move.group))


def _points(move: Move, row: Assessment | None) -> Fact:
    name = (
        _("Assessment of %(limit)s or more") if move.is_up else _("Assessment below %(limit)s")
    ) % {"limit": move.limit}
    if row is None or row.total is None:
        return Fact(name, None, _("Not assessed yet"))
    reached = row.total >= move.limit
    text = _("%(points)s on %(day)s") % {"points": short_points(row.total), "day": day(row.date)}
    return Fact(name, reached if move.is_up else not reached, text)
