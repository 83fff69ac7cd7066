"""Guard on whose people may change what the register knows of a person, and see the numbers."""

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import Membership


def require_member(membership: Membership) -> None:
    """Refuse once the membership has ended: the person belongs where she is a member now."""
    if membership.until:
        raise RuleBroken(
            _(
                "%(name)s is no longer a member of this group. Only the people of the group of "
                "which somebody is a member change these facts and see the numbers."
            )
            % {"name": membership}
        )
