"""Devices that a user signed in on before, known by a signed cookie.

Strangers who try a user's name do not lock out a known device. A user's own one ("this is my own
phone") also fills in the user name and asks for the password alone, unless a role demands the
second factor. A changed or reset password, and whatever ends the user's sessions, ends this too:
the mark in the cookie is over both.
"""

import time
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

SALT = "accounts.devices"
AGE = timedelta(days=60)
MOST = 5  # users of one device


class Known(NamedTuple):
    user: int
    mark: str
    at: int
    is_own: bool


def is_known(request: HttpRequest, user: User) -> bool:
    return _entry(request, user) is not None


def is_own(request: HttpRequest, user: User) -> bool:
    entry = _entry(request, user)
    return entry is not None and entry.is_own


def owner(request: HttpRequest) -> User | None:
    """Whose own device this is: who said so last."""
    own = [known for known in _known(request) if known.is_own]
    user = User.objects.filter(pk=own[-1].user, is_active=True).first() if own else None
    return user if user and is_own(request, user) else None


def remember(request: HttpRequest, response: HttpResponseBase, user: User, own: bool) -> None:
    """Sets the cookie; that a device is a user's own is kept until the user's entry ends."""
    entry = Known(user.pk, _mark(user), int(time.time()), own or is_own(request, user))
    others = [known for known in _known(request) if known.user != user.pk]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps([*others, entry][-MOST:], salt=SALT),
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _entry(request: HttpRequest, user: User) -> Known | None:
    for known in _known(request):
        if known.user == user.pk and constant_time_compare(known.mark, _mark(user)):
            return known
    return None


def _known(request: HttpRequest) -> list[Known]:
    """The entries of the cookie that are not too old; none if it is not ours."""
    try:
        sent = signing.loads(request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT)
    except signing.BadSignature:
        return []
    since = time.time() - AGE.total_seconds()
    return [known for known in (Known(*each) for each in sent) if known.at > since]


def _mark(user: User) -> str:
    return salted_hmac(SALT, f"{user.pk}:{user.password}:{user.access_version}").hexdigest()
