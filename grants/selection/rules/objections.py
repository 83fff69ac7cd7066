"""Objections to the published list."""

import datetime

from django.utils.translation import gettext as _

from foundation.formatting import day
from foundation.rules import RuleBroken
from grants.selection.models import Decree, Objection, Publication, Round


def require_objections_open(selection_round: Round) -> None:
    """Require a public list without a decree; what came in time may be written down late."""
    if not Publication.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The list is not public yet."))
    require_undecided(selection_round.pk)


def require_undecided(selection_round: int) -> None:
    if Decree.objects.filter(round=selection_round).exists():
        raise RuleBroken(_("The decree is signed. The list stays."))


def require_objections_over(selection_round: Round, date: datetime.date) -> None:
    public = Publication.objects.filter(round=selection_round).first()
    if public is None:
        raise RuleBroken(_("Publish the list first."))
    if date <= public.until:
        text = _("Objections may come until %(day)s. Propose the list after that day.")
        raise RuleBroken(text % {"day": day(public.until)})
    if waiting := Objection.objects.filter(round=selection_round, answer=None).count():
        raise RuleBroken(_("%(count)s objections wait for an answer.") % {"count": waiting})
