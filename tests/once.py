"""Cache rows within a test that many of its rows refer to: regions and acting users.

tests/conftest.py clears the cache before and after each test, as the rows are rolled back.
"""

from collections.abc import Callable, Hashable

_made: dict = {}


def once(key: Hashable, make: Callable):
    """Return what `make` returned for this key; call it the first time in each test."""
    if key not in _made:
        _made[key] = make()
    return _made[key]


def forget() -> None:
    _made.clear()
