"""National numbers (NIK, KK): encrypted at rest, looked up by a keyed hash, shown masked.

A sealed number is `2.KEY.…`: which key, then nonce and AES-GCM ciphertext in base64. The row it
stands in is part of what is authenticated, so a ciphertext copied to another row does not open.
What Fernet sealed before is still read, until `reseal_numbers` was run and the old key is gone.
"""

import base64
import hashlib
import hmac
import os
import re
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext as _

from foundation.rules import RuleBroken

BOUND = "2."
NONCE = 12  # bytes, random for each number


class Unreadable(RuleBroken):
    """Sealed for another row, or with a key that is not there."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This number cannot be opened: it belongs to another row, or its key is missing. "
                "Tell the administrator, and copy it anew from the card."
            )
        )


@cache
def _boxes() -> dict[str, AESGCM]:
    """By the name of their key, the newest first."""
    boxes = {}
    for key in settings.NIK_KEYS:
        made = HKDF(SHA256(), 32, salt=None, info=b"national numbers").derive(
            base64.urlsafe_b64decode(key)
        )
        boxes[hashlib.sha256(made).hexdigest()[:8]] = AESGCM(made)
    return boxes


@cache
def _boxes_of_before() -> MultiFernet:
    return MultiFernet([Fernet(key) for key in settings.NIK_KEYS])


def forget_keys() -> None:
    """After NIK_KEYS was changed in a running process."""
    _boxes.cache_clear()
    _boxes_of_before.cache_clear()


def digits(number: str) -> str:
    """The text without spaces, dots and dashes."""
    return re.sub(r"[\s.\-]", "", number)


def blind(number: str) -> str:
    """The keyed hash of a number: equal for equal numbers, useless without the key."""
    key = settings.NIK_INDEX_KEY.encode()
    return hmac.new(key, digits(number).encode(), hashlib.sha256).hexdigest()


def seal(number: str, row: str) -> tuple[str, str]:
    """The number encrypted for a row ("nik 17") and its index; an empty one has neither."""
    if not (number := digits(number)):
        return "", ""
    name, box = next(iter(_boxes().items()))
    nonce = os.urandom(NONCE)
    sealed = nonce + box.encrypt(nonce, number.encode(), row.encode())
    return f"{BOUND}{name}.{base64.urlsafe_b64encode(sealed).decode()}", blind(number)


def unseal(sealed: str, row: str) -> str:
    """The number; raises Unreadable."""
    if not sealed:
        return ""
    try:
        if not sealed.startswith(BOUND):
            return _boxes_of_before().decrypt(sealed.encode()).decode()
        _version, name, text = sealed.split(".")
        content = base64.urlsafe_b64decode(text)
        opened = _boxes()[name].decrypt(content[:NONCE], content[NONCE:], row.encode())
        return opened.decode()
    except (InvalidToken, InvalidTag, KeyError, ValueError) as broken:
        raise Unreadable from broken


def is_newest(sealed: str, index: str, number: str) -> bool:
    """Whether it is sealed and indexed with the keys of today."""
    return sealed.startswith(f"{BOUND}{next(iter(_boxes()))}.") and index == blind(number)


def masked(sealed: str, row: str) -> str:
    """••••••••••••••03: enough to distinguish two cards, too little to reckon the number back.

    The first twelve digits of a NIK are the region and the birth date, so no more than two of the
    last four are shown, and the birth date only to who may see the number (domain.md §9).
    """
    try:
        number = unseal(sealed, row)
    except Unreadable:
        return _("cannot be opened")
    return f"{'•' * (len(number) - 2)}{number[-2:]}" if len(number) > 2 else "•" * len(number)
