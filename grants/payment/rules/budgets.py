"""Limits of a budget plan: its grant, the day it is decided from, and what was already bought."""

import datetime

from grants.selection.models import Candidacy


def grant_of(candidacy: Candidacy) -> int:
    """The required sum of a plan in whole rupiah: the award, or before it the round's grant."""
    award = candidacy.award_or_none
    return award.amount if award else candidacy.round.amount


def decided_from(candidacy: Candidacy) -> datetime.date:
    """The first day of the meeting that decides the next version of a plan."""
    before = candidacy.budgets.select_related("meeting").order_by("version").last()
    if before is None:
        return candidacy.date
    award = candidacy.award_or_none
    days = [before.meeting.date, candidacy.date, *([award.decree.date] if award else [])]
    return max(days)


def bought_of(candidacy: Candidacy) -> dict[int, int]:
    """Amounts already bought, by line number."""
    award = candidacy.award_or_none
    return award.purchases.by_line() if award else {}
