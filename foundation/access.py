"""Look up a row that the user may see, and check the permission on it."""

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404


def get_permitted(request, rows, verb: str, **lookup):
    """Get a row of a model or queryset with `visible_to`, for a page with one permission.

    Raises Http404 if the user may not see the row, PermissionDenied if no role of the user has the
    permission there. `row.territory` is the group or region that the permission is checked for.
    """
    rows = getattr(rows, "objects", rows)
    row = get_object_or_404(rows.visible_to(request.user), **lookup)
    require_permission(request.user, verb, row.territory)
    return row


def require_permission(user, verb: str, where) -> None:
    """Raises PermissionDenied unless a role of the user has the permission there."""
    if not user.has_perm(verb, where):
        raise PermissionDenied


def signed_in_anew(view):
    """Require a recent re-authentication (password or code), for sensitive acts.

    The posted data is kept meanwhile, and `next` redirects only within this site. Place it below
    `permission_required`, so that 403 comes before the re-authentication.
    """
    return reauthentication_required(view)
