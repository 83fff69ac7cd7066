"""Show all that is held of a person, which is written down as a number shown is."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import Membership, Reveal
from groups.privacy.rules.people import require_own_people


@transaction.atomic
def show_held(*, membership: Membership, purpose: str, by: User) -> Reveal:
    """Note who is shown all that is held of a member, and what for."""
    require_own_people(membership)
    if not purpose.strip():
        raise RuleBroken(_("Write what you need it for."), field="purpose")
    return Reveal.objects.create(
        person=membership.person,
        membership=membership,
        number=Reveal.Number.ALL,
        purpose=purpose.strip(),
        by=by,
    )
