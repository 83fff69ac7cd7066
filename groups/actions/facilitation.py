"""Hand a group over from one facilitator to another."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Facilitation, Group
from groups.rules.facilitation import require_facilitator


@transaction.atomic
def hand_over_group(*, group: Group, to: User, date: datetime.date, by: User) -> Facilitation:
    """End the current facilitation on `date` and start that of `to`."""
    require_facilitator(to, group, date)
    current = group.facilitations.select_for_update().filter(until=None).first()
    if current and current.facilitator_id == to.pk:
        raise RuleBroken(_("This is the group's facilitator already."), field="to")
    if current and date < current.since:
        raise RuleBroken(
            _("The facilitator is there since %(day)s. Choose that day or after.")
            % {"day": date_format(current.since, "j F Y")},
            field="date",
        )
    with refusals_in_words():
        if current:
            current.until = date
            current.save(update_fields=["until"])
        return Facilitation.objects.create(group=group, facilitator=to, since=date)
