"""The page of a candidacy: documents, requirements, visits and scores."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.models import User
from grants.selection.models import Candidacy, Ranking, ScoreSheet
from grants.selection.reports.facts import criterion_facts
from grants.selection.reports.requirements import requirements_of
from grants.selection.reports.rounds import documents_of
from grants.selection.rules.ranking import points
from groups.models import Criterion


@dataclass(frozen=True)
class Part:
    """One criterion of a score sheet: weight x level / divisor."""

    criterion: Criterion
    level: int
    meaning: str
    evidence: str
    points: Decimal
    most: Decimal


@dataclass(frozen=True)
class Explained:
    """A score sheet with the computation of its points."""

    sheet: ScoreSheet
    parts: list[Part]
    divisor: int

    @property
    def total(self) -> Decimal:
        return sum((part.points for part in self.parts), Decimal("0.00"))


def explained(sheet: ScoreSheet | None) -> Explained | None:
    if sheet is None:
        return None
    divisor = sheet.candidacy.round.instrument.divisor
    scores = sheet.scores.select_related("criterion__dimension")
    parts = []
    for score in scores.prefetch_related("criterion__levels").order_by("criterion__number"):
        criterion = score.criterion
        levels = {each.level: each for each in criterion.levels.all()}
        parts.append(
            Part(
                criterion,
                score.level,
                str(levels.get(score.level, "")),
                score.evidence,
                points(criterion.weight, score.level, divisor),
                points(criterion.weight, max(levels), divisor),
            )
        )
    return Explained(sheet, parts, divisor)


def state_of(candidacy: Candidacy, sheets: list[ScoreSheet], visits: list[Any]) -> tuple[str, str]:
    """The verification status of a group: kind and label."""
    if candidacy.is_withdrawn:
        return "plain", _("Left the round")
    if sheets:
        return "ok", _("Scored")
    return "wait", _("Not scored yet") if visits else _("Not visited yet")


def candidacy_page(candidacy: Candidacy, today: datetime.date, user: User) -> dict[str, Any]:
    sheets = list(candidacy.score_sheets.select_related("by", "visit"))
    for sheet in sheets:
        sheet.candidacy = candidacy
    declarations = list(candidacy.declarations.select_related("by"))
    requirements = requirements_of(candidacy, today)
    visits = list(candidacy.visits.select_related("by", "paper").prefetch_related("photos"))
    is_ranked = Ranking.objects.filter(round=candidacy.round_id).exists()
    may_check = user.has_perm("grants.check_candidacy", candidacy.group)
    return {
        "state": state_of(candidacy, sheets, visits),
        "waits_for_user": may_check and not is_ranked and not candidacy.is_withdrawn,
        "candidacy": candidacy,
        "documents": documents_of(candidacy),
        "requirements": requirements,
        "unmet": [each for each in requirements if not each.is_met],
        "declarations": declarations,
        "mine": next((each for each in declarations if each.by_id == user.pk), None),
        "visits": visits,
        "score": explained(sheets[0] if sheets else None),
        "earlier_sheets": sheets[1:],
        "objections": list(candidacy.objections.select_related("answer__by", "by")),
        "is_ranked": is_ranked,
        "facts": criterion_facts(candidacy, today) if not sheets else {},
        "today": today,
    }
