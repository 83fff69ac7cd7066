"""How often a password or a code may be tried, and by whom.

Counted are wrong tries. A name is limited at each address, an address over all names, a name over
all addresses, and the site over all of both. The last two could be used by strangers to lock
somebody out, so they do not hold for a known device, and who has a second factor may still show it.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple, Self

from allauth.core.internal.ratelimit import get_ip
from django.http import HttpRequest

from accounts import devices
from accounts.limits import give_back, limit
from accounts.models import User

SOON, HOUR, DAY = timedelta(minutes=5), timedelta(hours=1), timedelta(days=1)

OF_SITE = 3_000  # of all strangers together, an hour


class Rate(NamedTuple):
    name: str
    key: object
    most: int
    per: timedelta


class Try:
    """One try: counted when begun, taken back when it was right."""

    def __init__(self, rates: Sequence[Rate], rates_of_strangers: Sequence[Rate] = ()) -> None:
        self._used: list[Rate] = []
        self.is_refused = not self._count(rates)
        self.is_held = not self.is_refused and not self._count(rates_of_strangers)

    @classmethod
    def of_password(cls, request: HttpRequest, username: str) -> Self:
        """`is_held` where strangers used up what the name or the site allows."""
        typed = User.normalize_username(username).strip().lower()
        user = User.objects.filter(username__iexact=typed).first()
        if user and (request.user == user or devices.is_known(request, user)):
            key = f"{user.pk}:{_device(request, user)}"
            return cls(
                [Rate("password_known", key, 5, SOON), Rate("password_known_day", key, 30, DAY)]
            )
        address = get_ip(request)
        return cls(
            [
                Rate("password_here", (typed, address), 5, SOON),
                Rate("password_here_day", (typed, address), 20, DAY),
                Rate("password_address", address, 10, timedelta(minutes=1)),
                Rate("password_address_hour", address, 100, HOUR),
            ],
            [Rate("password_name", typed, 30, HOUR), Rate("password_site", "", OF_SITE, HOUR)],
        )

    @classmethod
    def of_code(cls, request: HttpRequest, user: User) -> Self:
        """A stranger who knows the password does not use up the codes of a known device."""
        key = f"{user.pk}:{_device(request, user)}"
        return cls([Rate("code", key, 5, SOON), Rate("code_day", key, 30, DAY)])

    def was_right(self) -> None:
        for rate in self._used:
            give_back(rate.name, rate.key)
        self._used = []

    def _count(self, rates: Sequence[Rate]) -> bool:
        """False, and nothing more is counted, at the first that is used up."""
        for rate in rates:
            if not limit(*rate):
                return False
            self._used.append(rate)
        return True


def _device(request: HttpRequest, user: User) -> str:
    if request.user == user:
        return "here"
    return "known" if devices.is_known(request, user) else "strange"
