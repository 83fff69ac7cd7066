"""What may be written in the register of breaches."""

import datetime

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.privacy.models import Breach, BreachStep

Kind = BreachStep.Kind


def require_open(breach: Breach) -> None:
    if breach.steps.filter(kind=Kind.CLOSED).exists():
        raise RuleBroken(_("This breach is closed."))


def require_step(
    breach: Breach, kind: str, done_at: datetime.datetime, now: datetime.datetime
) -> None:
    """Require a step in its order: told once each, closed last, never before it was found."""
    require_open(breach)
    if done_at > now:
        raise RuleBroken(_("This moment has not come yet."), field="day")
    if done_at < breach.found_at:
        raise RuleBroken(_("This is before the breach was found."), field="day")
    taken = set(breach.steps.values_list("kind", flat=True))
    if kind in taken and kind != Kind.REMEDY:
        raise RuleBroken(_("This is written down already."), field="kind")
    if kind == Kind.CLOSED and len(taken) < 3:
        raise RuleBroken(
            _("Write first how it was mended, and that the authority and the persons were told."),
            field="kind",
        )
