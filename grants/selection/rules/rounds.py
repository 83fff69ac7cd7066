"""Rules of a round as a whole."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from grants.selection.models import Round


def require_running(selection_round: Round) -> None:
    if closing := selection_round.closing_or_none:
        raise RuleBroken(_("This round was closed: %(reason)s") % {"reason": closing.reason})
