"""What the books say of a group that may move to another stage."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import Count
from django.utils.translation import gettext as _

from finance.models import Period
from groups.forming.rules.stages import CLOSED_MONTHS, Fact, Move


def facts(moves: Sequence[Move], today: datetime.date) -> Iterator[tuple[Move, Fact]]:
    up = [move for move in moves if move.is_up]
    rows = Period.objects.filter(group__in={move.group for move in up}).order_by()
    closed = dict(rows.values_list("group").annotate(count=Count("pk")))
    for move in up:
        count = closed.get(move.group, 0)
        text = _("%(count)s months are closed") % {"count": count}
        yield move, Fact(_("12 months of closed books"), count >= CLOSED_MONTHS, text)
