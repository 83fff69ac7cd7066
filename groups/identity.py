"""National numbers (NIK, KK): encrypted at rest, looked up by a keyed hash, shown masked."""

import hashlib
import hmac
import re
from functools import cache

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _box() -> MultiFernet:
    """Encrypts with the first key and decrypts with any, so keys can be rotated."""
    return MultiFernet([Fernet(key) for key in settings.NIK_KEYS])


def digits(number: str) -> str:
    """The text without spaces, dots and dashes."""
    return re.sub(r"[\s.\-]", "", number)


def blind(number: str) -> str:
    """The keyed hash of a number: equal for equal numbers, useless without the key."""
    key = settings.NIK_INDEX_KEY.encode()
    return hmac.new(key, digits(number).encode(), hashlib.sha256).hexdigest()


def seal(number: str) -> tuple[str, str]:
    """The encrypted number and its blind index; an empty number has neither."""
    if not (number := digits(number)):
        return "", ""
    return _box().encrypt(number.encode()).decode(), blind(number)


def unseal(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode() if sealed else ""


def masked(sealed: str) -> str:
    """••••••••••••••03: enough to distinguish two cards, too little to reckon the number back.

    The first twelve digits of a NIK are the region and the birth date, so no more than two of the
    last four are shown, and the birth date only to who may see the number (domain.md §9).
    """
    number = unseal(sealed)
    return f"{'•' * (len(number) - 2)}{number[-2:]}" if len(number) > 2 else "•" * len(number)
