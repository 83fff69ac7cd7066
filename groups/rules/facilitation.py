"""Guards on who may facilitate a group."""

import datetime

from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from foundation.rules import RuleBroken
from groups.models import Group


def require_facilitator(user: User, group: Group, on: datetime.date) -> None:
    """Require the facilitator role on that day, no membership here, and a group that runs."""
    if group.has_ended:
        raise RuleBroken(_("This group has ended."))
    if not user.assignments.filter(role=Assignment.Role.FACILITATOR).not_ended(on).exists():
        raise RuleBroken(_("%(name)s is no facilitator.") % {"name": user}, field="to")
    if group.memberships.not_ended(on).filter(person__user=user).exists():
        raise RuleBroken(_("The facilitator of a group is no member of it."), field="to")
