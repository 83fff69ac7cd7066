"""Cache rows within a test that many of its rows refer to: regions and acting users.

tests/conftest.py clears the cache before and after each test, as the rows are rolled back.
"""

from collections.abc import Callable, Hashable

from factory.django import DjangoModelFactory

_made: dict = {}


def once(key: Hashable, make: Callable):
    """Return what `make` returned for this key; call it the first time in each test."""
    if key not in _made:
        _made[key] = make()
    return _made[key]


def forget() -> None:
    _made.clear()


class OnceFactory(DjangoModelFactory):
    """Asks the database once in each test for a row of the same `django_get_or_create`."""

    class Meta:
        abstract = True

    @classmethod
    def _get_or_create(cls, model_class, *args, **kwargs):
        key = (cls, *(kwargs[name] for name in cls._meta.django_get_or_create))
        make = super()._get_or_create
        return once(key, lambda: make(model_class, *args, **kwargs))
