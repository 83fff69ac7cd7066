"""Acts of the province on pairs of duties."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.duties import require_running_lift
from accounts.models import PairLift, PairLiftEnd, Region, User
from foundation.rules import RuleBroken, refusals_in_words


@transaction.atomic
def lift_pair(
    *,
    pair: str,
    office: Region,
    since: datetime.date,
    until: datetime.date,
    reason: str,
    today: datetime.date,
    by: User,
) -> PairLift:
    """Let one person of an office do both acts of a pair for a time; `until` is the day after."""
    if since < today:
        raise RuleBroken(_("It begins today or later: what is done is done."), field="since")
    if until <= since:
        raise RuleBroken(_("The last day is before the first."), field="until")
    if not reason.strip():
        raise RuleBroken(_("Write why this office needs it."), field="reason")
    others = PairLift.objects.filter(pair=pair, office=office, end=None)
    if others.filter(since__lt=until, until__gt=since).exists():
        raise RuleBroken(_("This pair is lifted for this office then already."))
    with refusals_in_words():
        return PairLift.objects.create(
            pair=pair, office=office, since=since, until=until, reason=reason.strip(), by=by
        )


@transaction.atomic
def end_lift(*, lift: PairLift, reason: str, today: datetime.date, by: User) -> PairLiftEnd:
    """End a lift before its last day; what was done under it stays."""
    require_running_lift(lift, today)
    with refusals_in_words(accounts_pairliftend_lift_id_key=_("It was ended a moment ago.")):
        return PairLiftEnd.objects.create(lift=lift, reason=reason.strip(), by=by)
