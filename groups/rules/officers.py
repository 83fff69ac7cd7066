"""The officers of a group on a day, who sign for it."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from foundation.rules import RuleBroken
from groups.models import Group, Membership, Office


def officers_of(group: Group, on: datetime.date) -> dict[str, Membership]:
    """The holders of offices on that day, by office."""
    rows = Office.objects.running(on).filter(group=group)
    rows = rows.select_related("membership__person")
    return {office.post: office.membership for office in rows}


def chairs_of(groups: Sequence[Group], on: datetime.date) -> dict[int, str]:
    """The names of the chairs on that day by their groups, in one query."""
    rows = Office.objects.running(on).filter(group__in=groups, post=Office.Post.CHAIR)
    return dict(rows.values_list("group", "membership__person__name"))


def require_chair(group: Group, on: datetime.date) -> Membership:
    """Return the chair; raises RuleBroken if the office is vacant."""
    chair = officers_of(group, on).get(Office.Post.CHAIR)
    if chair is None:
        raise RuleBroken(_("The group has no chair on that day. Let it choose one first."))
    return chair
