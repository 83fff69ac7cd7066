"""Acts of the administrator on users and roles, and of the province on pairs of duties."""

import datetime
from collections.abc import Iterable
from itertools import islice

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.duties import require_running_lift
from accounts.invitations import is_member_alone, note_link
from accounts.models import Assignment, PairLift, PairLiftEnd, Region, User
from accounts.sealing import seal, unseal, with_secrets
from foundation.formatting import clock, day
from foundation.rules import RuleBroken, refusals_in_words

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
def assign_role(
    *,
    user: User,
    role: str,
    region: Region | None = None,
    since: datetime.date,
    until: datetime.date | None = None,
    by: User | None,
) -> Assignment:
    """Assign a role over a territory from a day on; `until` is the first day without it.

    `by` is None only for the first administrator, created by a command.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two administrators concurrently
    if user == by:
        raise RuleBroken(_("Nobody gives a role to themselves. Ask another administrator."))
    if not user.is_active:
        raise RuleBroken(_("%(user)s may not sign in. Allow that first.") % {"user": user})
    if until and until <= since:
        raise RuleBroken(_("The last day comes after the first."), field="until")
    _territory_fits(role, region)
    _goes_with_the_roles_held(user, role, region, since, until)
    _end_sessions(user)
    return user.assignments.create(role=role, region=region, since=since, until=until, given_by=by)


def _territory_fits(role: str, region: Region | None) -> None:
    if role in Assignment.WITHOUT_TERRITORY:
        if region:
            raise RuleBroken(_("This role has no territory. Leave it empty."), field="region")
    elif not region:
        raise RuleBroken(_("Choose the territory of this role."), field="region")
    elif (level := Assignment.LEVELS.get(role, region.level)) != region.level:
        raise RuleBroken(
            _("The territory of this role is a %(level)s.") % {"level": Region.Level(level).label},
            field="region",
        )


def _goes_with_the_roles_held(
    user: User,
    role: str,
    region: Region | None,
    since: datetime.date,
    until: datetime.date | None,
) -> None:
    """Refuse a duplicate role, any other role for an administrator, and a facilitator who is a
    member of the group (domain.md §2)."""
    held = user.assignments.filter(Q(until=None) | Q(until__gt=since)).exclude(until=F("since"))
    if until:
        held = held.filter(since__lt=until)
    if held.filter(role=role, region=region).exists():
        raise RuleBroken(_("%(user)s has this role there in that time.") % {"user": user})
    roles = {role, *held.values_list("role", flat=True)}
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        raise RuleBroken(_("An administrator has no other role. End that one first."))
    if Role.AUDITOR in roles and not roles <= {Role.AUDITOR, Role.MEMBER}:
        raise RuleBroken(_("An auditor has no role that acts. End that one first."))
    if {Role.FACILITATOR, Role.MEMBER} <= roles:
        raise RuleBroken(_("A facilitator is no member of a group. End that role first."))


@transaction.atomic
def end_assignment(*, assignment: Assignment, on: datetime.date, by: User) -> Assignment:
    """End a role; `on` is the first day without it. A role that has not begun never starts."""
    if assignment.role == Role.ADMINISTRATOR:
        _another_administrator_stays(assignment.user)
    assignment = Assignment.objects.select_for_update(of=["self"]).get(pk=assignment.pk)
    if assignment.until and assignment.until <= on:
        raise RuleBroken(_("This role has ended already."))
    assignment.until = max(on, assignment.since)
    assignment.ended_by, assignment.ended_at = by, timezone.now()
    assignment.save(update_fields=["until", "ended_by", "ended_at"])
    _end_sessions(assignment.user, but_of=by)
    return assignment


def _another_administrator_stays(user: User) -> None:
    """Locks all administrator rows, so that two cannot end each other concurrently."""
    running = Assignment.objects.running().filter(role=Role.ADMINISTRATOR, user__is_active=True)
    running = running.select_related("user").select_for_update(of=["self", "user"]).order_by("pk")
    if all(row.user_id == user.pk for row in running):
        raise RuleBroken(_("This is the last administrator. Make another one first."))


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
    _end_sessions(user)
    return True


def _is_staff(user: User) -> bool:
    return user.assignments.running().exclude(role=Role.MEMBER).exists()


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
        _another_administrator_stays(user)
    _set_active(user, False)


@transaction.atomic
def activate_user(*, user: User, by: User) -> None:
    _set_active(user, True)


def _set_active(user: User, is_active: bool) -> None:
    user.is_active = is_active
    user.save(update_fields=["is_active"])
    _end_sessions(user)


def _end_sessions(user: User, *, but_of: User | None = None) -> None:
    """End all sessions of the user."""
    if user != but_of:
        User.objects.filter(pk=user.pk).update(access_version=F("access_version") + 1)
        user.refresh_from_db(fields=["access_version"])


@transaction.atomic
def load_regions(regions: Iterable[Region], batch_size: int = 5_000) -> int:
    """Insert new regions and update renamed ones; returns how many. Nothing is deleted."""
    known = dict(Region.objects.values_list("code", "name"))
    changed = (region for region in regions if known.get(region.code) != region.name)
    written = 0
    while batch := list(islice(changed, batch_size)):
        Region.objects.bulk_create(
            batch, update_conflicts=True, unique_fields=["code"], update_fields=["name"]
        )
        written += len(batch)
    return written


@transaction.atomic
def lift_pair(
    *,
    pair: str,
    office: Region,
    since: datetime.date,
    until: datetime.date,
    reason: str,
    today: datetime.date,
    by: User,
) -> PairLift:
    """Let one person of an office do both acts of a pair for a time; `until` is the day after."""
    if since < today:
        raise RuleBroken(_("It begins today or later: what is done is done."), field="since")
    if until <= since:
        raise RuleBroken(_("The last day is before the first."), field="until")
    if not reason.strip():
        raise RuleBroken(_("Write why this office needs it."), field="reason")
    others = PairLift.objects.filter(pair=pair, office=office, end=None)
    if others.filter(since__lt=until, until__gt=since).exists():
        raise RuleBroken(_("This pair is lifted for this office then already."))
    with refusals_in_words():
        return PairLift.objects.create(
            pair=pair, office=office, since=since, until=until, reason=reason.strip(), by=by
        )


@transaction.atomic
def end_lift(*, lift: PairLift, reason: str, today: datetime.date, by: User) -> PairLiftEnd:
    """End a lift before its last day; what was done under it stays."""
    require_running_lift(lift, today)
    with refusals_in_words(accounts_pairliftend_lift_id_key=_("It was ended a moment ago.")):
        return PairLiftEnd.objects.create(lift=lift, reason=reason.strip(), by=by)
