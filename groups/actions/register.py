"""Register a group with its families and its facilitator."""

import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Region, User
from foundation.rules import RuleBroken, refusals_in_words
from groups.actions.members import NewMember, take_in
from groups.models import Facilitation, Group, Programme
from groups.rules.facilitation import require_facilitator
from groups.rules.programmes import require_running


@transaction.atomic
def register_group(
    *,
    name: str,
    village: Region,
    programme: Programme,
    formed_on: datetime.date,
    families: list[NewMember],
    facilitator: User | None,
    facilitated_since: datetime.date | None = None,
    is_proposed: bool = False,
    by: User,
    **about: Any,
) -> Group:
    """Register a group with its members, numbered in the given order from the day it was formed.

    `facilitated_since` is that day too where it is left out. `about` are the other fields of Group:
    its business, when it meets, and of an older group the stage it has reached. Of a group that is
    only proposed, size, ages and homes are found by its check.
    """
    require_running(programme, formed_on)
    if not is_proposed:
        _require_size(programme, len(families))
    if Group.objects.filter(village=village, name__iexact=name).exists():
        raise RuleBroken(_("This village has a group of this name already."), field="name")
    with refusals_in_words():
        group = Group.objects.create(
            name=name,
            village=village,
            programme=programme,
            formed_on=formed_on,
            registered_by=by,
            **about,
        )
    if facilitator:
        require_facilitator(facilitator, group, formed_on)
        Facilitation.objects.create(
            group=group, facilitator=facilitator, since=facilitated_since or formed_on
        )
    take_in(
        group=group,
        newcomers=families,
        since=formed_on,
        rows="members-{}-",
        is_proposed=is_proposed,
        by=by,
    )
    return group


def _require_size(programme: Programme, count: int) -> None:
    if count < programme.least_members:
        raise RuleBroken(
            _("There are %(count)s members, at least %(least)s.")
            % {"count": count, "least": programme.least_members}
        )
    if count > programme.most_members:
        raise RuleBroken(
            _("There are %(count)s members, at most %(most)s.")
            % {"count": count, "most": programme.most_members}
        )
