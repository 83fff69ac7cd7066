"""Acts of the administrator on users."""

import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.roles import another_administrator_stays, assign_role
from accounts.invitations import is_member_alone, note_link
from accounts.models import Assignment, Region, User
from accounts.sealing import seal, unseal, with_secrets
from accounts.sessions import end_sessions
from foundation.formatting import clock, day
from foundation.rules import RuleBroken

Role = Assignment.Role


@transaction.atomic
def add_user(*, username: str, name: str, sex: str, phone: str = "", by: User | None) -> User:
    """Add a user without a password; the `invitation_link` lets its holder set one."""
    username = User.normalize_username(username)
    if User.objects.filter(username__iexact=username).exists():
        raise RuleBroken(_("This user name is taken. Choose another."), field="username")
    return User.objects.create_user(username, name=name, sex=sex, phone=phone)


@transaction.atomic
def invite_user(
    *,
    username: str,
    name: str,
    sex: str,
    phone: str = "",
    role: str,
    region: Region | None,
    since: datetime.date,
    until: datetime.date | None,
    by: User,
) -> User:
    """Add a user and assign the first role."""
    user = add_user(username=username, name=name, sex=sex, phone=phone, by=by)
    assign_role(user=user, role=role, region=region, since=since, until=until, by=by)
    note_link(user=user, by=by)
    return user


@transaction.atomic
def create_administrator(*, name: str, username: str, sex: str, password: str = "") -> User:
    """Create an administrator on the server where there is none; no password: by invitation."""
    today = timezone.localdate()
    if Assignment.objects.not_ended(today).filter(role=Role.ADMINISTRATOR).exists():
        raise RuleBroken(_("There is an administrator already, who invites others."))
    user = add_user(username=username, name=name, sex=sex, by=None)
    user.full_clean(exclude=["password"])
    if password:
        user.set_password(password)
        user.save(update_fields=["password"])
    assign_role(user=user, role=Role.ADMINISTRATOR, since=timezone.localdate(), by=None)
    return user


@transaction.atomic
def reset_access(*, user: User, asks: str = "", number: str = "", by: User) -> bool:
    """Delete password and second factor; a new `invitation_link` lets the user set them.

    `asks` and `number`: what the holder of the link must know (`accounts.invitations`).

    For staff who have a password two administrators do it, or one a day after asking, while the
    user reads of it and may stop it: False where it was only asked for.
    """
    if user == by:
        raise RuleBroken(_("Change your own password under My account."))
    if not asks and is_member_alone(user):
        raise RuleBroken(_("Whoever accompanies the group makes the link of a member."))
    User.objects.select_for_update().get(pk=user.pk)  # two administrators concurrently
    user.refresh_from_db()
    if _is_staff(user) and user.has_usable_password() and not _reset_may_follow(user, by):
        user.reset_asked_at, user.reset_asked_by = timezone.now(), by
        user.save(update_fields=["reset_asked_at", "reset_asked_by"])
        return False
    if user.has_usable_password():
        user.reset_at = timezone.now()
    user.reset_asked_at = user.reset_asked_by = None
    Authenticator.objects.filter(user=user).delete()
    user.set_unusable_password()
    user.save(update_fields=["password", "reset_at", "reset_asked_at", "reset_asked_by"])
    note_link(user=user, asks=asks, number=number, by=by)
    end_sessions(user)
    return True


def _is_staff(user: User) -> bool:
    """With a role now, or one that is to begin."""
    held = user.assignments.not_ended(timezone.localdate()).exclude(until=F("since"))
    return held.exclude(role=Role.MEMBER).exists()


def _reset_may_follow(user: User, by: User) -> bool:
    """Whether the link asked for may be made now; raises RuleBroken where the same asks again."""
    if user.reset_from is None:
        return False
    if by == user.reset_asked_by and timezone.now() < user.reset_from:
        words = {"day": day(timezone.localdate(user.reset_from)), "hour": clock(user.reset_from)}
        raise RuleBroken(
            _("Another administrator may make the link now, you from %(day)s, %(hour)s.") % words
        )
    return True


@transaction.atomic
def stop_reset(*, by: User) -> None:
    """Users stop a new link that they did not ask for."""
    User.objects.filter(pk=by.pk).update(reset_asked_at=None, reset_asked_by=None)


@transaction.atomic
def reseal_factors() -> int:
    """Seal the secrets of all second factors with the newest key; returns how many there were."""
    rows = Authenticator.objects.exclude(type=Authenticator.Type.WEBAUTHN).select_for_update()
    for authenticator in rows:
        authenticator.data = with_secrets(authenticator.data, lambda sealed: seal(unseal(sealed)))
        authenticator.save(update_fields=["data"])
    return len(rows)


@transaction.atomic
def deactivate_user(*, user: User, by: User) -> None:
    """Block sign-in and end all sessions at once; roles and history stay visible."""
    if user == by:
        raise RuleBroken(_("Nobody closes their own account. Ask another administrator."))
    if user.assignments.running().filter(role=Role.ADMINISTRATOR).exists():
        another_administrator_stays(user)
    _set_active(user, False)


@transaction.atomic
def activate_user(*, user: User, by: User) -> None:
    _set_active(user, True)


def _set_active(user: User, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    end_sessions(user)
