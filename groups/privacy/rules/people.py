"""Whose data an office shows, corrects and removes."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import Membership


def require_own_people(membership: Membership) -> None:
    """Refuse of who left where she is a member of another group now: its people keep the facts."""
    now = Membership.objects.filter(person=membership.person, until=None)
    if membership.until and now.exists():
        raise RuleBroken(
            _("%(name)s is a member of another group now. Its people show and correct the facts.")
            % {"name": membership}
        )
