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
    """3507••••••••0003: enough to distinguish two cards, not enough to use."""
    number = unseal(sealed)
    return (
        f"{number[:4]}{'•' * (len(number) - 8)}{number[-4:]}"
        if len(number) > 8
        else "•" * len(number)
    )
