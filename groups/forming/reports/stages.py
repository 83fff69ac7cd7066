"""What is known of groups that may move to another stage: the facts of each app together."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.months import months_between
from groups.forming.rules.stages import SILENT_MONTHS, Fact, Move, moves_of
from groups.models import Group, Office
from groups.models.programmes import Stage


def facts_of(moves: Sequence[Move], today: datetime.date) -> dict[Move, list[Fact]]:
    """The facts of each move, from the functions in `STAGE_FACTS`: some queries for all moves."""
    found: dict[Move, list[Fact]] = defaultdict(list)
    for source in settings.STAGE_FACTS:
        for move, fact in import_string(source)(moves, today):
            found[move].append(fact)
    return found


def possible(groups: Iterable[Group], today: datetime.date) -> list[Move]:
    """The moves of these groups of which every fact is met: what the system proposes.

    The apps are asked in turn, the next one of what is left.
    """
    moves = [move for group in groups for move in moves_of(group)]
    for source in settings.STAGE_FACTS:
        if moves:
            facts = list(import_string(source)(moves, today))
            unmet = {move for move, fact in facts if not fact.met}
            moves = [move for move in moves if move not in unmet]
    return moves


def own_facts(moves: Sequence[Move], today: datetime.date) -> Iterable[tuple[Move, Fact]]:
    """Officers and meetings."""
    held = Office.objects.running(today).filter(group=OuterRef("pk")).order_by().values("group")
    posts = Subquery(held.annotate(posts=Count("post", distinct=True)).values("posts"))
    groups = Group.objects.filter(pk__in={move.group for move in moves}).with_schedule()
    known = {
        group: (quiet_since, count or 0)
        for group, quiet_since, count in groups.values_list("pk", "quiet_since", posts)
    }
    for move in moves:
        quiet_since, count = known[move.group]
        yield move, _meetings(move, quiet_since, months_between(quiet_since, today))
        if move.is_up:
            text = _("%(count)s of 3 offices are held") % {"count": count}
            yield move, Fact(_("Officers"), count == len(Office.Post), text)


def _meetings(move: Move, since: datetime.date, months: int) -> Fact:
    text = _("None since %(day)s, %(months)s months") % {"day": day(since), "months": months}
    if move.to == Stage.INACTIVE:
        return Fact(_("No meeting for 6 months"), months >= SILENT_MONTHS, text)
    return Fact(_("A meeting in the last 6 months"), months < SILENT_MONTHS, text)
