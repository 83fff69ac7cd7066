"""What may this user see, and what may they do with it: two questions, asked in one place."""

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def get_permitted(request, rows, verb: str, **lookup):
    """The row of a model or queryset with `visible_to`, for the page of one verb.

    Raises Http404 where the user may not see it, PermissionDenied where they may see it but no
    role of theirs allows the verb there. A row says by `territory` which group it belongs to.
    """
    rows = getattr(rows, "objects", rows)
    row = get_object_or_404(rows.visible_to(request.user), **lookup)
    require_permission(request.user, verb, row.territory)
    return row


def require_permission(user, verb: str, where) -> None:
    """Raises PermissionDenied unless a role of the user allows the verb there."""
    if not user.has_perm(verb, where):
        raise PermissionDenied


def signed_in_anew(view):
    """For sensitive acts: asks for the password or a code again, if the last time is long ago.

    What was typed is kept meanwhile, and `next` leads nowhere but to this site. Stands below
    `permission_required`, so that who may not is told so first.
    """
    return reauthentication_required(view)
