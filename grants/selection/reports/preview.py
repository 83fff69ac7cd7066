"""The scores of the last year, for the preview of a new version of their instrument."""

import datetime
from collections.abc import Iterable
from decimal import Decimal

from accounts.models import User
from grants.selection.models import Score, ScoreSheet
from grants.selection.reports.hidden import hidden_from
from groups.assessment.reports.preview import Answered
from groups.models import Group
from groups.rules.levels import points


def answers(code: str, user: User, since: datetime.date) -> Iterable[Answered]:
    """As `INSTRUMENT_ANSWERS` asks: of the groups whose rankings this user sees."""
    groups = Group.objects.visible_to(user, "grants.view_ranking")
    sheets = ScoreSheet.objects.filter(
        candidacy__round__instrument__code=code, candidacy__group__in=groups, at__date__gte=since
    )
    if (hidden := hidden_from(user)) is not None:
        sheets = sheets.exclude(candidacy__in=hidden.values("pk"))
    counting = list(sheets.counting().select_related("candidacy__group", "candidacy__round"))
    found: dict[int, list[Score]] = {each.pk: [] for each in counting}
    for score in Score.objects.filter(sheet__in=found).select_related("criterion__instrument"):
        found[score.sheet_id].append(score)
    for sheet in counting:
        levels = {each.criterion.number: each.level for each in found[sheet.pk]}
        total = sum((_points(each) for each in found[sheet.pk]), Decimal(0))
        yield Answered(str(sheet.candidacy.group), levels, total)


def _points(score: Score) -> Decimal:
    criterion = score.criterion
    return points(criterion.weight, score.level, criterion.instrument.divisor)
