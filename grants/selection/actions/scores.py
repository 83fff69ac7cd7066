"""Score a group, and settle the scores of two verifiers that differ."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Candidacy, Score, ScoreSheet, Visit
from grants.selection.rules.scores import (
    is_settled,
    needs_own_visit,
    nothing_differs,
    replaced,
    scores_of,
    two_have_scored,
    two_to_settle,
)
from grants.selection.rules.verification import (
    by_own_visit,
    require_scoring,
    require_settling,
)
from groups.rules.levels import Judged, settled_between, settled_levels


@transaction.atomic
def score_candidacy(
    *, candidacy: Candidacy, visit: Visit, scores: Iterable[Judged], reason: str = "", by: User
) -> ScoreSheet:
    """Submit the scores of all criteria; a replacing sheet needs a reason."""
    require_scoring(candidacy, by)
    scores = list(scores)
    asked = set(candidacy.round.instrument.criteria.values_list("pk", flat=True))
    if {each.criterion.pk for each in scores} != asked:
        raise RuleBroken(_("Score each criterion."))
    _require_visit(candidacy, visit, by)
    if replaced(candidacy, by) and not reason.strip():
        raise RuleBroken(
            _("The group has scores already. Write why you score it anew."), field="reason"
        )
    with refusals_in_words(
        grants_scoresheet_before_the_ranking=_("The round is ranked. No score changes any more."),
        grants_scoresheet_own_visit=by_own_visit(),
        grants_scoresheet_two_at_most=two_have_scored(),
        grants_score_level=_("Choose a level of the instrument."),
    ):
        sheet = ScoreSheet.objects.create(
            candidacy=candidacy, visit=visit, reason=reason.strip(), by=by
        )
        _keep(sheet, scores)
    return sheet


def _keep(sheet: ScoreSheet, scores: Iterable[Judged]) -> None:
    Score.objects.bulk_create(
        Score(sheet=sheet, criterion=each.criterion, level=each.level, evidence=each.evidence)
        for each in scores
    )


def _require_visit(candidacy: Candidacy, visit: Visit, by: User) -> None:
    if visit.candidacy_id != candidacy.pk:
        raise RuleBroken(_("Choose a visit to this group."), field="visit")
    if visit.by_id != by.pk and needs_own_visit(candidacy, by, candidacy.score_sheets.all()):
        raise RuleBroken(by_own_visit(), field="visit")


@transaction.atomic
def settle_scores(
    *, candidacy: Candidacy, levels: Mapping[int, int], reason: str, by: User
) -> ScoreSheet:
    """Settle what two verifiers scored differently: a level by criterion, and why.

    The levels on which they agree stay. One of the two settles it, or a third verifier.
    """
    require_settling(candidacy, by)
    two = two_to_settle(candidacy)
    settled = settled_levels(scores_of(two[0]), scores_of(two[1]), levels, reason)
    with refusals_in_words(
        grants_scoresheet_before_the_ranking=_("The round is ranked. No score changes any more."),
        grants_scoresheet_settled_once=is_settled(),
        grants_scoresheet_settles_a_difference=nothing_differs(),
        grants_score_settled_between=settled_between(),
        grants_score_level=_("Choose a level of the instrument."),
    ):
        sheet = ScoreSheet.objects.create(
            candidacy=candidacy,
            visit_id=two[-1].visit_id,
            is_settlement=True,
            reason=reason.strip(),
            by=by,
        )
        _keep(sheet, settled)
    return sheet
