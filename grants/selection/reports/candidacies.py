"""The page of a candidacy: documents, requirements, visits and scores."""

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.statements import compiled_once
from grants.selection.models import (
    Candidacy,
    Declaration,
    Objection,
    Score,
    ScoreSheet,
    Visit,
)
from grants.selection.reports.facts import criterion_facts
from grants.selection.reports.hidden import without_others
from grants.selection.reports.requirements import requirements_of
from grants.selection.reports.rounds import documents_of, left
from grants.selection.rules.scores import is_hidden, last_of_each, needs_own_visit
from groups.models import Photo
from groups.reports.levels import Part, parts_of


@dataclass(frozen=True)
class Explained:
    """A score sheet with the computation of its points."""

    sheet: ScoreSheet
    parts: list[Part]
    divisor: int

    @property
    def total(self) -> Decimal:
        return sum((part.points for part in self.parts), Decimal("0.00"))


def explained(sheet: ScoreSheet) -> Explained:
    instrument = sheet.candidacy.round.instrument
    return Explained(sheet, parts_of(_scores(sheet.pk), instrument), instrument.divisor)


@dataclass(frozen=True)
class Compared:
    """The scores of two verifiers side by side."""

    first: Explained
    second: Explained

    @property
    def differing(self) -> list[tuple[Part, Part]]:
        pairs = zip(self.first.parts, self.second.parts, strict=True)
        return [(one, two) for one, two in pairs if one.level != two.level]


def compared(candidacy: Candidacy, sheets: list[ScoreSheet]) -> Compared | None:
    """Both verifiers' scores, where two score and both have."""
    two = last_of_each(sheets) if candidacy.round.two_scores else []
    if len(two) < 2:
        return None
    return Compared(*map(explained, two))


def state_of(candidacy: Candidacy, sheets: list[ScoreSheet], visits: list[Any]) -> tuple[str, str]:
    """The verification status of a group: kind and label."""
    if candidacy.is_withdrawn:
        return left(candidacy)
    if any(sheet.counts for sheet in sheets):
        return "ok", _("Scored")
    if sheets:
        both = len(last_of_each(sheets)) > 1
        return "wait", _("Two scores differ") if both else _("Scored by one of two verifiers")
    return "wait", _("Not scored yet") if visits else _("Not visited yet")


def candidacy_page(candidacy: Candidacy, today: datetime.date, user: User) -> dict[str, Any]:
    sheets = _sheets(candidacy.pk)
    for sheet in sheets:
        sheet.candidacy = candidacy
    declarations, visits = _declarations(candidacy.pk), _visits(candidacy.pk)
    requirements = requirements_of(candidacy, today)
    is_ranked = candidacy.round.has_ranking
    may_check = user.has_perm("grants.check_candidacy", candidacy.group)
    is_hidden_yet = may_check and is_hidden(candidacy, user, sheets)
    if is_hidden_yet:
        sheets = [each for each in sheets if each.by_id == user.pk]
        visits = [each for each in visits if each.by_id == user.pk]
        requirements = without_others(user, requirements)
    return scores_shown(candidacy, sheets, visits, user) | {
        "is_hidden": is_hidden_yet,
        "state": state_of(candidacy, sheets, visits),
        "waits_for_user": may_check
        and not candidacy.round.has_ranking
        and not candidacy.is_withdrawn,
        "candidacy": candidacy,
        "documents": documents_of(candidacy),
        "requirements": requirements,
        "unmet": [each for each in requirements if not each.is_met],
        "declarations": declarations,
        "mine": next((each for each in declarations if each.by_id == user.pk), None),
        "visits": visits,
        "objections": _objections(candidacy.pk),
        "is_ranked": is_ranked,
        "facts": criterion_facts(candidacy, today) if not sheets else {},
        "today": today,
    }


def scores_shown(
    candidacy: Candidacy, sheets: list[ScoreSheet], visits: list[Visit], user: User
) -> dict[str, Any]:
    """The score, or the only one of two; both side by side; and what this verifier may do next."""
    two = compared(candidacy, sheets)
    shown = next((each for each in sheets if each.counts or not two), None)
    own = needs_own_visit(candidacy, user, sheets)
    return {
        "score": explained(shown) if shown else None,
        "is_alone": bool(shown and not shown.counts),
        "compared": two,
        "earlier_sheets": [each for each in sheets if each is not shown] if shown else [],
        "to_settle": bool(two and not shown),
        "may_score": not two and any(each.by_id == user.pk or not own for each in visits),
        "has_scored": any(
            each.by_id == user.pk or not candidacy.round.two_scores for each in sheets
        ),
    }


@compiled_once
def candidacies_shown(candidacy: int) -> QuerySet[Candidacy]:
    """The one of that key, with all that its pages display."""
    around = ("round__instrument", "round__district", "round__ranking", "round__closing")
    rows = Candidacy.objects.filter(pk=candidacy)
    return rows.select_related(*around, "group__village__parent", "by", "withdrawal")


@compiled_once
def _sheets(candidacy: int) -> QuerySet[ScoreSheet]:
    rows = ScoreSheet.objects.filter(candidacy=candidacy).with_counts()
    return rows.select_related("by", "visit")


@compiled_once
def _scores(sheet: int) -> QuerySet[Score]:
    rows = Score.objects.filter(sheet=sheet).select_related("criterion__dimension")
    return rows.order_by("criterion__number")


@compiled_once
def _declarations(candidacy: int) -> QuerySet[Declaration]:
    return Declaration.objects.filter(candidacy=candidacy).select_related("by")


@compiled_once
def _visits(candidacy: int) -> QuerySet[Visit]:
    rows = Visit.objects.filter(candidacy=candidacy).select_related("by", "paper")
    photos = Prefetch("photos", Photo.objects.defer("content"))
    return rows.defer("paper__text").prefetch_related(photos)


@compiled_once
def _objections(candidacy: int) -> QuerySet[Objection]:
    return Objection.objects.filter(candidacy=candidacy).select_related("answer__by", "by")
