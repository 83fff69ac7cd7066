"""When a verifier may look at a group: actions ask it first, pages before they show a form."""

import datetime

from django.utils.translation import gettext as _

from accounts.duties import require_apart
from accounts.models import User
from foundation.days import require_past_day
from foundation.formatting import day
from foundation.rules import RuleBroken
from grants.selection.models import Candidacy, Ranking
from grants.selection.rules.rounds import require_here
from grants.selection.rules.scores import needs_own_visit, require_differing, require_to_be_scored


def require_open(candidacy: Candidacy) -> None:
    require_here(candidacy)
    if Ranking.objects.filter(round=candidacy.round_id).exists():
        raise RuleBroken(_("The round is ranked. No score changes any more."))


def require_to_declare(candidacy: Candidacy, by: User) -> None:
    """Require a user who has not declared yet, and did not propose the group."""
    require_apart("verify_group", by=by, candidacy=candidacy)
    require_here(candidacy)
    if candidacy.declarations.filter(by=by).exists():
        raise RuleBroken(_("You have declared this already."))


def require_verifier(candidacy: Candidacy, by: User) -> None:
    """Require a verifier unrelated to the group, who did not propose it, in an open round."""
    require_apart("verify_group", by=by, candidacy=candidacy)
    require_open(candidacy)
    declared = candidacy.declarations.filter(by=by).first()
    if declared is None:
        raise RuleBroken(_("Declare first whether a relation binds you to this group."))
    if declared.related:
        raise RuleBroken(_("You stepped back from this group. Ask another verifier."))


def require_visit_day(candidacy: Candidacy, today: datetime.date, date: datetime.date) -> None:
    require_past_day(date, today=today)
    if date < candidacy.date:
        text = _("The group was proposed on %(day)s. Choose that day or a later one.")
        raise RuleBroken(text % {"day": day(candidacy.date)}, field="date")
    last = candidacy.round.visits_until
    if date > last:
        text = _("Visits of this round ended on %(day)s. Choose that day or an earlier one.")
        raise RuleBroken(text % {"day": day(last)}, field="date")


def require_scoring(candidacy: Candidacy, by: User) -> None:
    """Require a verifier who may score the group, on a visit."""
    require_verifier(candidacy, by)
    require_apart("score", by=by, candidacy=candidacy)
    require_to_be_scored(candidacy)
    must_be_own = needs_own_visit(candidacy, by, candidacy.score_sheets.all())
    if must_be_own and not candidacy.visits.filter(by=by).exists():
        raise RuleBroken(by_own_visit())


def require_settling(candidacy: Candidacy, by: User) -> None:
    require_verifier(candidacy, by)
    require_apart("score", by=by, candidacy=candidacy)
    require_differing(candidacy)


def by_own_visit() -> str:
    return _("Visit the group yourself first, and score it by that visit.")
