"""Rows that a test makes once, however many of its rows refer to them: regions, and who acts.

tests/conftest.py forgets them before and after each test, as its rows are rolled back.
"""

from collections.abc import Callable, Hashable

_made: dict = {}


def once(key: Hashable, make: Callable):
    """What `make` returned when the present test asked for this key first."""
    if key not in _made:
        _made[key] = make()
    return _made[key]


def forget() -> None:
    _made.clear()
