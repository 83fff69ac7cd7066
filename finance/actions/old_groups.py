"""Take old groups into the register and the books, each whole or not at all."""

import datetime
import re
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import Assignment, Region, User
from finance.actions.opening import record_opening
from finance.old_groups import OldGroup, OldMember
from foundation.batches import Batch, act_on_each
from foundation.rules import RuleBroken
from groups.actions.members import NewMember
from groups.actions.register import register_group
from groups.models import Group, Programme

OF_MEMBER = re.compile(r"members-(\d+)-")
IMPORT = "finance.import_groups"


@transaction.atomic
def import_groups(
    *, groups: Iterable[OldGroup], today: datetime.date, by: User
) -> Batch[OldGroup, Group]:
    """Register each group as of the day it was formed, with its members, officers, balances.

    What a rule refuses is left out whole, with the row and the reason.
    """
    return act_on_each(groups, partial(_import_group, today=today, by=by))


def _import_group(old: OldGroup, *, today: datetime.date, by: User) -> Group:
    try:
        return _taken_in(old, today, by)
    except RuleBroken as rule:
        found = OF_MEMBER.match(rule.field or "")
        row = old.members[int(found[1])].row if found else old.row
        words = {"row": row, "why": str(rule)}
        told = _("Row %(row)s of the members: %(why)s") if found else _("Row %(row)s: %(why)s")
        raise RuleBroken(told % words) from rule


def _taken_in(old: OldGroup, today: datetime.date, by: User) -> Group:
    village = _village(old, by)
    group = register_group(
        name=old.name,
        village=village,
        hamlet=old.hamlet,
        programme=_programme(old),
        formed_on=old.formed_on,
        decree_number=old.decree_number,
        decree_on=old.decree_on,
        business=old.business,
        rhythm=Group.Rhythm.MONTHLY,
        month_day=old.month_day,
        usual_hour=old.hour,
        usual_place=old.place,
        meetings_before=old.meetings_before,
        families=[_newcomer(member) for member in old.members],
        facilitator=_facilitator(old, by),
        facilitated_since=today,
        by=by,
    )
    members = dict(zip(group.memberships.in_book_order(), old.members, strict=True))
    record_opening(
        group=group,
        date=old.counted_on,
        cash=old.cash,
        bank=old.bank,
        iks=old.iks,
        capital=old.capital,
        members={membership: member.savings for membership, member in members.items()},
        loans={membership: member.loan for membership, member in members.items()},
        counted_by=old.counted_by,
        today=today,
        by=by,
    )
    return group


def _newcomer(member: OldMember) -> NewMember:
    return NewMember(
        name=member.name,
        sex=member.sex,
        born_on=member.born_on,
        nik=member.nik,
        kk=member.kk,
        address=member.address,
        post=member.post,
    )


def _village(old: OldGroup, by: User) -> Region:
    """By code, or by its name and where needed its subdistrict's, where the user may register."""
    villages = Region.objects.filter(level=Region.Level.VILLAGE).select_related("parent")
    if old.village[:1].isdigit():
        found = list(villages.filter(code=old.village))
    else:
        found = list(villages.filter(name__iexact=old.village))
    if old.subdistrict:
        found = [each for each in found if _is_in(each, old.subdistrict)]
    found = [each for each in found if _may_import(each, by)]
    if len(found) == 1:
        return found[0]
    words = {"village": old.village}
    if found:
        raise RuleBroken(
            _("Several villages are called %(village)s. Name the subdistrict.") % words
        )
    raise RuleBroken(_("You have no village %(village)s.") % words)


def _is_in(village: Region, subdistrict: str) -> bool:
    return village.parent is not None and village.parent.name.casefold() == subdistrict.casefold()


def _may_import(village: Region, by: User) -> bool:
    """A facilitator's group is the facilitator's own, wherever it is."""
    facilitates = by.holds(Assignment.Role.FACILITATOR)
    return facilitates or by.has_perm(IMPORT, Group(village_id=village.code))


def _programme(old: OldGroup) -> Programme:
    ran = list(Programme.objects.running(old.formed_on))
    named = [each for each in ran if str(each).casefold() == old.programme.casefold()]
    if old.programme and not named:
        raise RuleBroken(_("No programme %(name)s ran on that day.") % {"name": old.programme})
    if len(found := named or ran) != 1:
        raise RuleBroken(
            _("Several programmes ran on that day. Name one.")
            if found
            else _("No programme ran on that day. Ask the head of division to add one.")
        )
    return found[0]


def _facilitator(old: OldGroup, by: User) -> User | None:
    if by.holds(Assignment.Role.FACILITATOR):
        return by
    if not old.facilitator:
        return None
    found = User.objects.filter(username__iexact=old.facilitator, is_active=True).first()
    if found is None:
        raise RuleBroken(_("No user is called %(name)s.") % {"name": old.facilitator})
    return found
