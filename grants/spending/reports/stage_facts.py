"""What grants say of a group that may move to another stage."""

import datetime
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from foundation.formatting import day
from grants.spending.models import grants
from groups.forming.rules.stages import Fact, Move


def facts(moves: Sequence[Move], today: datetime.date) -> Iterator[tuple[Move, Fact]]:
    up = [move for move in moves if move.is_up]
    rows = grants().with_progress().filter(group__in={move.group for move in up}, due_on__lt=today)
    late = dict(rows.order_by("-due_on").values_list("group", "due_on"))
    for move in up:
        due = late.get(move.group)
        text = _("Due since %(day)s") % {"day": day(due)} if due else _("None is overdue")
        yield move, Fact(_("No spending report overdue"), due is None, text)
