"""Enter a district's quota of a year, and open rounds on it."""

import datetime
from itertools import pairwise
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.formatting import day, rupiah
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import Quota, Round
from grants.selection.rules.requirements import rules_of
from groups.models import Instrument, Programme


@transaction.atomic
def enter_quota(
    *,
    programme: Programme,
    district: Region,
    year: int,
    places: int,
    amount: int,
    source: str = "",
    by: User,
) -> Quota:
    """Enter how many groups of a district a year's budget covers."""
    if Quota.objects.filter(programme=programme, district=district, year=year).exists():
        raise RuleBroken(_("The quota of this programme and year is entered already."))
    with refusals_in_words():
        return Quota.objects.create(
            programme=programme,
            district=district,
            year=year,
            places=places,
            amount=amount,
            source=source,
            by=by,
        )


@transaction.atomic
def open_round(
    *,
    quota: Quota,
    instrument: Instrument,
    places: int,
    amount: int,
    today: datetime.date,
    by: User,
    **facts: Any,
) -> Round:
    """Open a round, with a frozen copy of rules, dates and instrument.

    `facts`: name, documents, opened_on, the four last days, days of the later steps, pass_mark.
    """
    left = quota.places_left()
    if places > left:
        raise RuleBroken(_("The quota has %(left)s places left.") % {"left": left}, field="places")
    if amount > quota.amount:
        raise RuleBroken(
            _("The quota gives a group %(amount)s at most.") % {"amount": rupiah(quota.amount)},
            field="amount",
        )
    if instrument.for_old_results:
        raise RuleBroken(
            _("This instrument is for old results only. Choose another."), field="instrument"
        )
    _require_calendar(facts, today)
    with refusals_in_words(
        grants_round_within_quota=_("Somebody opened a round a moment ago. Look what is left.")
    ):
        return Round.objects.create(
            quota=quota,
            district=quota.district,
            programme=quota.programme,
            instrument=instrument,
            year=quota.year,
            places=places,
            amount=amount,
            budget=places * amount,
            rules=rules_of(quota.programme),
            by=by,
            **facts,
        )


def _require_calendar(facts: dict[str, Any], today: datetime.date) -> None:
    """Require last days in the order of the steps, and the first not in the past."""
    names = ["opened_on", "proposals_until", "visits_until", "decision_until", "payment_until"]
    for before, after in pairwise(names):
        if facts[after] < facts[before]:
            raise RuleBroken(
                _("Choose %(day)s or a later day.") % {"day": day(facts[before])}, field=after
            )
    if facts["proposals_until"] < today:
        raise RuleBroken(_("This day is over. Choose today or later."), field="proposals_until")
