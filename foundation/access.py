"""Look up a row that the user may see, and check the permission on it."""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from allauth.account.decorators import reauthentication_required
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class HasPermissions(Protocol):
    """A user, or Django's AnonymousUser."""

    def has_perm(self, perm: str, obj: Any = None, /) -> bool: ...


def get_permitted(
    request: HttpRequest, rows: type[Row] | QuerySet[Row], verb: str, **lookup: Any
) -> Row:
    """Get a row of a model or queryset with `visible_to`, for a page with one permission.

    Raises Http404 if the user may not see the row, PermissionDenied if no role of the user has the
    permission there. `row.territory` is the group or region that the permission is checked for.
    """
    found: Any = getattr(rows, "objects", rows)
    row: Any = get_object_or_404(found.visible_to(request.user), **lookup)
    require_permission(request.user, verb, row.territory)
    return row


def require_permission(user: HasPermissions, verb: str, where: object) -> None:
    """Raises PermissionDenied unless a role of the user has the permission there."""
    if not user.has_perm(verb, where):
        raise PermissionDenied


def signed_in_anew(view: View) -> View:
    """Require a recent re-authentication (password or code), for sensitive acts.

    The posted data is kept meanwhile, and `next` redirects only within this site. Place it below
    `permission_required`, so that 403 comes before the re-authentication.
    """
    return reauthentication_required(view)
