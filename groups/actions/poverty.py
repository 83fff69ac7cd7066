"""Record the look-up of a group's families in a list of poor families (domain.md §3)."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.days import require_past_day
from foundation.rules import RuleBroken
from groups.models import Group, Membership, PovertyCheck, Register


@transaction.atomic
def check_poverty(
    *,
    group: Group,
    poverty_list: str,
    version: str,
    checked_on: datetime.date,
    deciles: Mapping[Membership, int | None],
    registers: Mapping[Membership, Register] | None = None,
    today: datetime.date,
    by: User,
) -> list[PovertyCheck]:
    """Record the decile of each family looked up; None means not in the list.

    `registers` are the files that say so, where it is not typed from elsewhere.
    """
    found = registers or {}
    require_past_day(checked_on, today=today, field="checked_on")
    if not deciles:
        raise RuleBroken(_("Choose what the list says of one family at least."))
    return PovertyCheck.objects.bulk_create(
        PovertyCheck(
            household_id=membership.household_id,
            poverty_list=poverty_list,
            version=version,
            checked_on=checked_on,
            decile=decile,
            register=found.get(membership),
            by=by,
        )
        for membership, decile in deciles.items()
    )
