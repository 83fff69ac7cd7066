"""Take the members of a group out as a table, with whole numbers where one may see them."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from foundation.rules import RuleBroken
from groups.models import Group, Membership, PovertyCheck, Reveal


@dataclass(frozen=True)
class Exported:
    """A member as a file has it: the numbers whole or masked, the decile of the last look-up."""

    member: Membership
    nik: str
    kk: str
    decile: int | None


@transaction.atomic
def export_members(
    *, group: Group, whole: bool = False, purpose: str = "", by: User
) -> list[Exported]:
    """The current members; of whole numbers each person reads who took them, and why."""
    members = list(
        group.memberships.running().in_book_order().select_related("person__household__village")
    )
    if not members:
        raise RuleBroken(_("This group has no member now."))
    if whole and not purpose.strip():
        raise RuleBroken(_("Write what you need the numbers for."), field="purpose")
    checks = PovertyCheck.objects.latest_of([each.household_id for each in members])
    deciles = {check.household_id: check.decile for check in checks}
    found = [_exported(each, deciles.get(each.household_id), whole=whole) for each in members]
    if whole:
        Reveal.objects.bulk_create(
            Reveal(
                person=each.member.person,
                membership=each.member,
                number=number,
                purpose=purpose.strip(),
                by=by,
            )
            for each in found
            for number, seen in ((Reveal.Number.NIK, each.nik), (Reveal.Number.KK, each.kk))
            if seen
        )
    return found


def _exported(member: Membership, decile: int | None, *, whole: bool) -> Exported:
    person = member.person
    home = person.household
    if whole:
        return Exported(member, person.nik, home.kk, decile)
    return Exported(member, person.nik_masked, home.kk_masked, decile)
