"""Record and answer objections to the published list."""

import datetime
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.days import require_past_day
from foundation.formatting import day, respectful
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import (
    AnswerPapers,
    Candidacy,
    Objection,
    ObjectionAnswer,
)
from grants.selection.papers.answer import answer_content
from grants.selection.papers.candidates import candidates_content
from grants.selection.papers.ranking import ranking_content
from grants.selection.reports.rankings import history_of, ranking_of
from grants.selection.rules.objections import require_objections_open, require_undecided
from groups.models import Criterion
from papers.actions import issue_paper
from papers.models import Paper

Effect = ObjectionAnswer.Effect


@transaction.atomic
def record_objection(
    *,
    candidacy: Candidacy,
    name: str,
    says: str,
    contact: str = "",
    date: datetime.date,
    today: datetime.date,
    by: User,
) -> Objection:
    """Record an objection to a group on the published list."""
    require_objections_open(candidacy.round)
    public = candidacy.round.publication
    require_past_day(date, today=today)
    if not public.date <= date <= public.until:
        text = _("Objections came from %(since)s to %(until)s. Choose a day of these.")
        raise RuleBroken(
            text % {"since": day(public.date), "until": day(public.until)}, field="date"
        )
    return Objection.objects.create(
        round_id=candidacy.round_id,
        candidacy=candidacy,
        name=name.strip(),
        contact=contact.strip(),
        says=says.strip(),
        date=date,
        by=by,
    )


@transaction.atomic
def answer_objection(
    *,
    objection: Objection,
    effect: str,
    reasons: str,
    criterion: Criterion | None = None,
    level: int | None = None,
    date: datetime.date,
    by: User,
) -> ObjectionAnswer:
    """Answer with reasons; if upheld, exclude the group, accept its requirements or change a score.

    No earlier row is changed: the ranking applies the answer.
    """
    require_apart("answer_objection", by=by, candidacy=objection.candidacy)
    if first := ObjectionAnswer.objects.filter(objection=objection).select_related("by").first():
        raise RuleBroken(_("%(name)s has answered this already.") % {"name": respectful(first.by)})
    require_undecided(objection.round_id)
    if not reasons.strip():
        raise RuleBroken(_("Write the reasons."), field="reasons")
    if effect == Effect.SCORE:
        _require_other_level(objection, criterion, level)
    with refusals_in_words(
        grants_objectionanswer_before_the_decree=_("The decree is signed. The list stays."),
        grants_objectionanswer_objection_id_key=_("Somebody has answered this already."),
        grants_objectionanswer_level=_("Choose a level of the instrument."),
    ):
        answer = ObjectionAnswer.objects.create(
            objection=objection,
            effect=effect,
            criterion=criterion if effect == Effect.SCORE else None,
            level=level if effect == Effect.SCORE else None,
            reasons=reasons.strip(),
            date=date,
            by=by,
        )
        _issue_papers(answer)
        return answer


def _issue_papers(answer: ObjectionAnswer) -> None:
    """The letter to who objected; if upheld, minutes and list that take the place of the last."""
    selection_round = answer.objection.round
    said = partial(issue_paper, office=selection_round.district, date=answer.date, by=answer.by)
    letter = said(Paper.Kind.ANSWER, content=answer_content(answer))
    minutes = public_list = None
    if answer.effect != Effect.NONE:
        ranked, ranking = ranking_of(selection_round), selection_round.ranking
        minutes = said(
            Paper.Kind.RANKING,
            content=ranking_content(
                selection_round,
                ranked,
                team=ranking.team.split(", "),
                date=answer.date,
                upheld=history_of(selection_round).answers,
            ),
            supersedes=ranking.paper.latest,
        )
        public = selection_round.publication
        public_list = said(
            Paper.Kind.CANDIDATES,
            content=candidates_content(
                selection_round,
                ranked,
                until=public.until,
                date=answer.date,
                by=answer.by,
                changed=True,
            ),
            supersedes=public.paper.latest,
        )
    AnswerPapers.objects.create(
        answer=answer, letter=letter, minutes=minutes, public_list=public_list, by=answer.by
    )


def _require_other_level(
    objection: Objection, criterion: Criterion | None, level: int | None
) -> None:
    if criterion is None or level is None:
        raise RuleBroken(_("Choose the criterion and its level."), field="criterion")
    sheet = objection.candidacy.score_sheets.counting().first()
    if sheet and sheet.scores.filter(criterion=criterion, level=level).exists():
        raise RuleBroken(_("The group has this level already. Choose another."), field="level")
