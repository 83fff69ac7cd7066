"""Close a month of a group's books; no entry can be dated in it afterwards."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.models import Period
from finance.rules.money import month_name
from foundation.formatting import day
from foundation.months import last_of, month_of
from foundation.rules import RuleBroken
from groups.models import Group


@transaction.atomic
def close_period(*, group: Group, month: datetime.date, today: datetime.date, by: User) -> Period:
    """Close the calendar month containing `month`, on its last day or later."""
    ledger.lock(group)
    month, last = month_of(month), last_of(month)
    if today < last:
        raise RuleBroken(
            _("%(month)s is not over. Close it on %(day)s or later.")
            % {"month": month_name(month, today), "day": day(last)}
        )
    if month < month_of(group.formed_on):
        raise RuleBroken(_("The group was not there yet in that month."))
    if Period.objects.filter(group=group, month=month).exists():
        raise RuleBroken(_("This month has been closed before."))
    return Period.objects.create(group=group, month=month, closed_by=by)
