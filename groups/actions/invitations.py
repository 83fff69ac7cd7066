"""Give members a way to sign in."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions import add_user, assign_role, reset_access
from accounts.invitations import DIGITS, note_link
from accounts.models import Assignment, User
from foundation.rules import RuleBroken
from groups.models import Membership, Person


@transaction.atomic
def invite_member(*, membership: Membership, username: str, by: User) -> User:
    """Create a user for a member, who sets a password by `accounts.invitations.invitation_link`."""
    person = Person.objects.select_for_update().get(pk=membership.person_id)
    if person.user_id:
        raise RuleBroken(_("This member can sign in already."))
    if membership.until:
        raise RuleBroken(_("This person is no longer a member."))
    asked = _asked_of(person)
    user = add_user(username=username, name=person.name, sex=person.sex, phone=person.phone, by=by)
    note_link(user=user, **asked, by=by)
    assign_role(user=user, role=Assignment.Role.MEMBER, since=timezone.localdate(), by=by)
    person.user = user
    person.save(update_fields=["user"])
    return user


@transaction.atomic
def renew_link(*, membership: Membership, by: User) -> User:
    """Forget a member's password, who sets a new one by `invitation_link`; earlier links end.

    Only of one who is a member and nothing else: the password of an office is the administrator's.
    """
    person = Person.objects.select_for_update(of=["self"]).get(pk=membership.person_id)
    user = person.user
    if user is None:
        raise RuleBroken(_("This member cannot sign in yet. Invite instead."))
    if membership.until:
        raise RuleBroken(_("This person is no longer a member."))
    others = user.assignments.not_ended(timezone.localdate()).exclude(role=Assignment.Role.MEMBER)
    if not user.is_active or others.exists():
        raise RuleBroken(_("Only the administrator gives %(name)s a new link.") % {"name": user})
    reset_access(user=user, **_asked_of(person), by=by)
    return user


def _asked_of(person: Person) -> dict[str, str]:
    """The number of which the holder of a link must know the last digits: that of a card at home,
    which the maker of the link sees masked. Not of the birth date, which everybody here knows.
    """
    for asks, number in (("kk", person.household.kk), ("nik", person.nik)):
        if len(number) > DIGITS:
            return {"asks": asks, "number": number}
    raise RuleBroken(
        _(
            "Enter the number of the family card first: whoever opens the link is asked for its "
            "last digits, so that nobody else does."
        )
    )
