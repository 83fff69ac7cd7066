"""Close the scoring of a round, and publish its list."""

import dataclasses
import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Lot, Publication, Ranking, Round
from grants.selection.papers.candidates import candidates_content
from grants.selection.papers.ranking import ranking_content
from grants.selection.reports.rankings import ranking_of, running_snapshot
from grants.selection.rules.ranking import Ranked, rank, require_drawn
from grants.selection.rules.rounds import require_publishable, require_scoring_over
from papers.actions import issue_paper
from papers.models import Paper

TEAM = 3


@transaction.atomic
def close_scoring(
    *,
    selection_round: Round,
    team: list[str],
    lots: dict[int, int] | None = None,
    date: datetime.date,
    by: User,
) -> Ranking:
    """Issue the minutes of the ranking, which freeze all scores. `lots` by candidacy, if drawn."""
    require_scoring_over(selection_round, date)
    team = [name.strip() for name in team if name.strip()]
    if len(team) < TEAM or len(set(team)) < len(team):
        raise RuleBroken(_("Name the team: three different persons."))
    ranked = _closed_at(selection_round, lots or {})
    paper = issue_paper(
        Paper.Kind.RANKING,
        office=selection_round.district,
        content=ranking_content(selection_round, ranked, team=team, date=date),
        date=date,
        by=by,
    )
    with refusals_in_words(
        grants_ranking_round_id_key=_("The scoring of this round is closed already."),
        grants_round_closed=_("This round was closed a moment ago."),
        grants_ranking_by_two=_("A score came in a moment ago. Look at the ranking again."),
    ):
        ranking = Ranking.objects.create(
            round=selection_round, team=", ".join(team), paper=paper, by=by
        )
    Lot.objects.bulk_create(
        Lot(ranking=ranking, candidacy_id=candidacy, number=number)
        for candidacy, number in (lots or {}).items()
    )
    return ranking


def _closed_at(selection_round: Round, lots: dict[int, int]) -> Ranked:
    """The ranking to be signed; raises RuleBroken while a score or a lot is missing."""
    snapshot = running_snapshot(selection_round)
    if not snapshot.candidates:
        raise RuleBroken(_("No group is proposed in this round."))
    waiting = [each.group for each in snapshot.candidates if each.levels is None]
    if waiting:
        raise RuleBroken(_words_of_waiting(selection_round) % {"groups": ", ".join(waiting)})
    ranked = rank(
        snapshot.changed(
            lambda each: dataclasses.replace(each, lot=lots.get(each.candidacy, each.lot))
        ),
        closed=True,
    )
    require_drawn(ranked, lots)
    return ranked


def _words_of_waiting(selection_round: Round) -> str:
    if selection_round.two_scores:
        return _("Not scored by two verifiers yet, or not settled: %(groups)s.")
    return _("Not scored yet: %(groups)s.")


@transaction.atomic
def publish_list(*, selection_round: Round, date: datetime.date, by: User) -> Publication:
    """Publish the list without personal data; the objection period starts on this day."""
    require_publishable(selection_round)
    until = date + datetime.timedelta(days=selection_round.objection_days)
    paper = issue_paper(
        Paper.Kind.CANDIDATES,
        office=selection_round.district,
        content=candidates_content(
            selection_round, ranking_of(selection_round), until=until, date=date, by=by
        ),
        date=date,
        by=by,
    )
    with refusals_in_words(
        grants_publication_round_id_key=_("The list is public already."),
        grants_round_closed=_("This round was closed a moment ago."),
    ):
        return Publication.objects.create(
            round=selection_round, date=date, until=until, paper=paper, by=by
        )
