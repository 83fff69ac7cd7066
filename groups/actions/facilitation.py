"""Hand a group over from one facilitator to another; withdraw what has not begun."""

import datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken, refusals_in_words
from groups.models import Facilitation, Group
from groups.rules.facilitation import require_facilitator
from groups.rules.schedule import require_formed


@transaction.atomic
def hand_over_group(
    *, group: Group, to: User, date: datetime.date, today: datetime.date, by: User
) -> Facilitation:
    """End the current facilitation on `date` and start that of `to`; a planned one is replaced."""
    require_formed(group, date)
    require_facilitator(to, group, date)
    planned = group.facilitations.select_for_update().planned(today).first()
    if planned and (planned.facilitator_id, planned.since) == (to.pk, date):
        raise RuleBroken(_("This is planned so already."), field="to")
    if planned:
        _withdraw(planned)
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


@transaction.atomic
def withdraw_hand_over(*, group: Group, today: datetime.date, by: User) -> Facilitation:
    """Withdraw a hand-over that has not begun: the facilitator before goes on."""
    planned = group.facilitations.select_for_update().planned(today).first()
    if planned is None:
        raise RuleBroken(_("No hand-over is planned."))
    return _withdraw(planned)


def _withdraw(planned: Facilitation) -> Facilitation:
    """Give it an empty term, which overlaps with none, and reopen the one it was to end."""
    planned.until = planned.since
    planned.save(update_fields=["until"])
    before = planned.group.facilitations.filter(until=planned.since).exclude(pk=planned.pk)
    before.begun().update(until=None)
    return planned
