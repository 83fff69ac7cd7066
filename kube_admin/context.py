"""Context processors of every page."""

from functools import cache, partial

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from demo.age import is_old
from groups.models import Membership, facilitated


def site(request):
    user = getattr(request, "user", AnonymousUser())  # a request may fail before the user is loaded
    return {
        "demo": settings.DEMO,
        "demo_is_old": settings.DEMO and is_old(timezone.localdate()),
        "speaker": partial(speaker, user),
        "reads_own_book_only": cache(partial(reads_own_book_only, user)),  # read six times a page
    }


def reads_own_book_only(user) -> bool:
    """True for a user whose only role is member: such pages have few words and no menus."""
    return user.has_perm("finance.view_own_book") and not user.has_perm("groups.view_group")


def speaker(user) -> str:
    """The user's role and place for the top bar, or the group of a member."""
    if not user.is_authenticated or not user.running_assignments:
        return ""
    first = user.running_assignments[0]
    match first.role:
        case first.Role.FACILITATOR:
            return ", ".join([first.get_role_display(), *_subdistricts(user)])
        case first.Role.MEMBER:
            own = Membership.objects.running().filter(person__user=user)
            return ", ".join(str(membership.group) for membership in own.select_related("group"))
    return str(first)


def _subdistricts(user) -> list[str]:
    """The subdistrict a facilitator works in, if there is only one."""
    names = {place.subdistrict for place in facilitated(user).values()}
    return list(names) if len(names) == 1 else []
