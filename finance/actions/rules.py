"""Change the amounts that members pay, from a day on."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.models.rules import Rule
from foundation.formatting import day
from foundation.rules import RuleBroken
from groups.models import Group


@transaction.atomic
def change_rules(
    *, group: Group, since: datetime.date, principal: int, mandatory: int, dues: int, by: User
) -> None:
    """Set pokok, wajib and dues (whole rupiah) from a day on; earlier arrears are unchanged."""
    ledger.lock(group)
    if since < group.formed_on:
        raise RuleBroken(
            _("The group was formed on %(day)s. Choose that day or a later one.")
            % {"day": day(group.formed_on)},
            field="since",
        )
    met = group.meetings.held().filter(date__gte=since).order_by("-date").first()
    if met:
        raise RuleBroken(
            _("The group met on %(day)s by the rules of then. Choose a later day.")
            % {"day": day(met.date)},
            field="since",
        )
    saved = {"principal": principal, "mandatory": mandatory}
    changes = [
        (rules, amounts)
        for rules, amounts in ((group.savings_rules, saved), (group.dues_rules, {"amount": dues}))
        if not _is_in_force(rules.in_force(since), amounts)
    ]
    if not changes:
        raise RuleBroken(_("These are the group's rules already."))
    for rules, amounts in changes:
        rules.update_or_create(
            since=since, defaults=amounts, create_defaults={**amounts, "made_by": by}
        )


def _is_in_force(rule: Rule | None, amounts: dict[str, int]) -> bool:
    return rule is not None and all(getattr(rule, name) == n for name, n in amounts.items())
