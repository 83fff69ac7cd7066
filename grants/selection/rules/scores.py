"""Scores of two verifiers: who has scored, where they differ, and what is still hidden."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from grants.selection.models import Candidacy, Ranking, Score, ScoreSheet
from groups.rules.levels import Difference, differences


def last_of_each(sheets: Iterable[ScoreSheet]) -> list[ScoreSheet]:
    """The last sheet of each verifier, of sheets that come newest first; settlements left out."""
    last: dict[int, ScoreSheet] = {}
    for sheet in sheets:
        if not sheet.is_settlement:
            last.setdefault(sheet.by_id, sheet)
    return sorted(last.values(), key=lambda sheet: (sheet.at, sheet.pk))


def is_hidden(candidacy: Candidacy, user: User, sheets: Iterable[ScoreSheet]) -> bool:
    """Whether this verifier must not see the others' scores and visits of the group yet.

    Until two verifiers have scored it, each sees only what is hers. After the ranking all is seen.
    """
    if not candidacy.round.two_scores or candidacy.round.has_ranking:
        return False
    scored = last_of_each(sheets)
    return len(scored) < 2 and user.pk not in {sheet.by_id for sheet in scored}


def needs_own_visit(candidacy: Candidacy, by: User, sheets: Iterable[ScoreSheet]) -> bool:
    """Whether this verifier scores by a visit of her own only: another one scores as well."""
    return candidacy.round.two_scores or any(sheet.by_id != by.pk for sheet in sheets)


def replaced(candidacy: Candidacy, by: User) -> ScoreSheet | None:
    """The sheet in whose place a new one of this verifier would stand."""
    sheets = candidacy.score_sheets.all()
    return (sheets.filter(by=by) if candidacy.round.two_scores else sheets).first()


def require_to_be_scored(candidacy: Candidacy) -> None:
    """Require that two verifiers have not both scored, where two do."""
    if candidacy.round.two_scores and len(last_of_each(candidacy.score_sheets.all())) > 1:
        raise RuleBroken(two_have_scored())


def two_have_scored() -> str:
    return _("Two verifiers have scored this group. Where they differ, the scores are settled.")


def two_to_settle(candidacy: Candidacy) -> list[ScoreSheet]:
    """The sheets of the two verifiers, if both have scored and nothing is settled."""
    if not candidacy.round.two_scores:
        return []
    sheets = list(candidacy.score_sheets.select_related("by"))
    two = last_of_each(sheets)
    return two if len(two) == 2 and not any(sheet.is_settlement for sheet in sheets) else []


def differences_of(two: list[ScoreSheet]) -> list[Difference[Score]]:
    return differences(*map(scores_of, two)) if two else []


def scores_of(sheet: ScoreSheet) -> list[Score]:
    rows = sheet.scores.select_related("criterion__dimension", "sheet__by")
    return list(rows.order_by("criterion__number"))


def require_differing(candidacy: Candidacy) -> None:
    """Require scores of two verifiers that differ, not yet settled, in a round not yet ranked."""
    if Ranking.objects.filter(round=candidacy.round_id).exists():
        raise RuleBroken(_("The round is ranked. No score changes any more."))
    if candidacy.score_sheets.filter(is_settlement=True).exists():
        raise RuleBroken(is_settled())
    if not differences_of(two_to_settle(candidacy)):
        raise RuleBroken(nothing_differs())


def is_settled() -> str:
    return _("The scores of this group are settled already.")


def nothing_differs() -> str:
    return _("There are no scores of two verifiers that differ.")
