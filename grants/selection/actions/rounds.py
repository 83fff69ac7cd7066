"""Enter a district's quota of a year, open rounds on it, and end what was a mistake."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken, refusals_in_words
from grants.selection.models import (
    Candidacy,
    Quota,
    QuotaWithdrawal,
    Round,
    RoundClosing,
    Withdrawal,
)
from grants.selection.rules.requirements import rules_of
from grants.selection.rules.rounds import (
    list_is_out,
    opening_rules,
    quota_is_used,
    require_before_its_list,
    require_in_its_years,
    require_quota_in_force,
    require_unused,
)
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
    require_in_its_years(programme, year)
    before = Quota.objects.filter(programme=programme, district=district, year=year)
    if before.in_force().exists():
        raise RuleBroken(_("The quota of this programme and year is entered already."))
    with refusals_in_words():
        return Quota.objects.create(
            programme=programme,
            district=district,
            year=year,
            places=places,
            amount=amount,
            source=source,
            version=before.count() + 1,
            by=by,
        )


@transaction.atomic
def correct_quota(
    *, quota: Quota, places: int, amount: int, source: str = "", reason: str, by: User
) -> Quota:
    """Withdraw a quota typed wrong and enter it anew; the wrong one stays with the reason."""
    if (places, amount, source) == (quota.places, quota.amount, quota.source):
        raise RuleBroken(_("Nothing is changed."))
    withdraw_quota(quota=quota, reason=reason, by=by)
    return enter_quota(
        programme=quota.programme,
        district=quota.district,
        year=quota.year,
        places=places,
        amount=amount,
        source=source,
        by=by,
    )


@transaction.atomic
def withdraw_quota(*, quota: Quota, reason: str, by: User) -> QuotaWithdrawal:
    """Take a quota back while no round rests on it."""
    require_unused(quota)
    with refusals_in_words(grants_quotawithdrawal_without_rounds=quota_is_used()):
        return QuotaWithdrawal.objects.create(quota=quota, reason=reason, by=by)


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
    require_quota_in_force(quota)
    typed = facts | {"instrument": instrument, "places": places, "amount": amount}
    for rule in opening_rules(quota, today):
        rule.ask(typed)
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


@transaction.atomic
def close_round(
    *, selection_round: Round, reason: str, today: datetime.date, by: User
) -> RoundClosing:
    """End a round opened by mistake: its candidacies end with it, and its quota is free again."""
    require_before_its_list(selection_round)
    with refusals_in_words(grants_roundclosing_before_its_list=list_is_out()):
        closing = RoundClosing.objects.create(
            round=selection_round, date=today, reason=reason, by=by
        )
    running = Candidacy.objects.running().filter(round=selection_round).order_by("pk")
    Withdrawal.objects.bulk_create(
        Withdrawal(candidacy=candidacy, date=today, reason=reason, by=by) for candidacy in running
    )
    return closing
