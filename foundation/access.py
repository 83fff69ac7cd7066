"""Look up a row that the user may see, and check the permission on it."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, TypeVar, cast

from allauth.account.authentication import get_authentication_records
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.reauthentication import raise_if_reauthentication_required
from django.contrib.auth import get_backends
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

Row = TypeVar("Row", bound=Model)
View = TypeVar("View", bound=Callable[..., HttpResponseBase])
AT_WORK = 5 * 60  # seconds between two acts of one piece of work, which then asks nothing anew
WORK = 30 * 60  # seconds after which it asks again all the same


class HasPermissions(Protocol):
    """A user, or Django's AnonymousUser."""

    def has_perm(self, perm: str, obj: Any = None, /) -> bool: ...


def get_permitted(
    request: HttpRequest, rows: type[Row] | QuerySet[Row], verb: str, **lookup: Any
) -> Row:
    """Get a row of a model or queryset with `visible_to`, for a page with one permission.

    Raises Http404 if the user may not see the row, PermissionDenied if no role of the user has the
    permission there. `row.territory` is the group or region that the permission is checked for. A
    permission that the policy gives only to who signed in a moment ago is asked for so.
    """
    found: Any = getattr(rows, "objects", rows)
    row: Any = get_object_or_404(found.visible_to(request.user), **lookup)
    require_permission(request.user, verb, row.territory)
    require_signed_in_anew(request, verb)
    return row


def permitted(verb: str) -> Callable[[View], View]:
    """A decorator for a page of a permission without a row, as `get_permitted` for one with."""

    def decorate(view: View) -> View:
        @wraps(view)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.has_perm(verb):
                raise PermissionDenied
            require_signed_in_anew(request, verb)
            return view(request, *args, **kwargs)

        return cast(View, asked)

    return decorate


def require_permission(user: HasPermissions, verb: str, where: object) -> None:
    """Raises PermissionDenied unless a role of the user has the permission there."""
    if not user.has_perm(verb, where):
        raise PermissionDenied


def require_signed_in_anew(request: HttpRequest, verb: str) -> None:
    """Asks for password or code where the permission needs it and that was too long ago.

    What was sent is kept meanwhile. An act that is done many times in a row (`is_work`) asks once
    for all that follow within five minutes of each other, for half an hour.
    """
    policies: list[Any] = [each for each in get_backends() if hasattr(each, "asks_anew")]
    if not any(policy.asks_anew(verb) for policy in policies):
        return
    is_work = any(policy.is_work(verb) for policy in policies)
    now, key = time.time(), f"worked:{verb}"
    if not (is_work and _is_at_work(request, now, request.session.get(key, 0))):
        raise_if_reauthentication_required(request, app="")
    if is_work and request.method == "POST":
        request.session[key] = now


def _is_at_work(request: HttpRequest, now: float, acted: float) -> bool:
    signed_in = max(
        (each["at"] for each in get_authentication_records(request, request.user)), default=0
    )
    return now - acted < AT_WORK and now - signed_in < WORK


def signed_in_anew(view: View) -> View:
    """Require a recent sign-in (password or code), for sensitive acts.

    For a page whose permission opens others too, which do not ask. The posted data is kept
    meanwhile, and `next` redirects only within this site. Place it below `permission_required`, so
    that 403 comes before it.
    """
    return reauthentication_required(view)
