"""Lines of the bank that name a grant's payment or group, but count for none of its figures."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from grants.payment.models import StatementLine
from grants.payment.reports.statement_lines import suggestions
from grants.payment.reports.suggestions import Suggestion
from grants.selection.models import Award, Round


def loose_lines(rounds: Iterable[Round]) -> dict[int, list[Suggestion]]:
    """By award, the lines that wait for a person and those explained as no payment's.

    A line that only waits to be matched, since all of it agrees, is not among them.
    """
    found: dict[int, list[Suggestion]] = defaultdict(list)
    for selection_round in rounds:
        awards = dict(Award.objects.filter(round=selection_round).values_list("pk", "group"))
        if not awards:
            continue
        for row in _read(selection_round):
            of = {paid.award.pk for paid in row.suspects}
            for award, group in awards.items():
                if award in of or group in row.groups:
                    found[award].append(row)
    return found


def _read(selection_round: Round) -> list[Suggestion]:
    """The lines since the round opened, read as if those set aside were open."""
    lines = StatementLine.objects.in_force().filter(
        Q(note=None) | Q(note__transfer=None),
        account__office=selection_round.district_id,
        date__gte=selection_round.opened_on,
        match=None,
        parts=None,
    )
    rows = suggestions(lines.select_related("note__by", "note__paper", "file__by"))
    return [row for row in rows if not (row.is_exact or row.is_named)]
