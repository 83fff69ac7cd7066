"""Second factors' secrets, sealed with a key that neither the database nor a dump holds.

Only what is sealed is read, so that a secret written into the table by hand opens nothing.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


@cache
def _box() -> MultiFernet:
    """Seals with the first key and opens with any, so keys can be rotated."""
    return MultiFernet([Fernet(key) for key in settings.FACTOR_KEYS])


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return _box().decrypt(sealed.encode()).decode()


def with_secrets(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The data of an authenticator with its secrets changed; a key's (passkey) has none."""
    names = [name for name in ("secret", "seed") if name in data]
    made: dict[str, Any] = {name: change(data[name]) for name in names}
    if "migrated_codes" in data:
        made["migrated_codes"] = [change(code) for code in data["migrated_codes"]]
    return data | made
