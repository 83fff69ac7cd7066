"""Admit a member, with the principal savings paid and the attendance since that day."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from finance import ledger
from finance.actions.money import pay_principal
from foundation.days import require_past_day
from foundation.rules import RuleBroken
from groups.actions.members import NewMember, take_in
from groups.models import Attendance, Group, Membership
from groups.rules.schedule import require_formed


@transaction.atomic
def admit_member(
    *,
    group: Group,
    member: NewMember,
    since: datetime.date,
    attendance: Mapping[int, str] | None = None,
    pays_principal: bool = False,
    today: datetime.date,
    by: User,
) -> Membership:
    """Add a person to a group, with the next free member number.

    `attendance` says of meetings (by primary key) held since that day whether the member came.
    With `pays_principal` the principal savings are paid today.
    """
    ledger.lock(group)  # before the group itself, as each posting does
    require_past_day(since, today=today, field="since")
    require_formed(group, since, field="since")
    Group.objects.select_for_update().get(pk=group.pk)  # serializes numbers and the size limit
    count = group.memberships.not_ended(since).count()
    if count >= (most := group.programme.most_members):
        raise RuleBroken(
            _("There are %(count)s members already, at most %(most)s.")
            % {"count": count, "most": most}
        )
    (membership,) = take_in(group=group, newcomers=[member], since=since, by=by)
    if attendance:
        _write_attendance(membership, attendance)
    if pays_principal:
        pay_principal(membership=membership, date=today, today=today, by=by)
    return membership


def _write_attendance(membership: Membership, attendance: Mapping[int, str]) -> None:
    """Refuse meetings before the membership, and of other groups."""
    held = membership.group.meetings.held_since(membership.since).in_bulk()
    if attendance.keys() - held.keys():
        raise RuleBroken(_("The meetings have changed. Look at them again."), field="since")
    Attendance.objects.bulk_create(
        Attendance(meeting=held[pk], membership=membership, kind=kind)
        for pk, kind in attendance.items()
    )
