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


def outdate(key: Hashable) -> None:
    """Make it anew when it is asked for next."""
    _made.pop(key, None)


def forget() -> None:
    _made.clear()


class OnceFactory(DjangoModelFactory):
    """Asks the database once in each test for a row of the same `django_get_or_create`."""

    class Meta:
        abstract = True

    @classmethod
    def _get_or_create(cls, model_class, *args, **kwargs):
        names = cls._meta.django_get_or_create
        key = (cls, *(kwargs[name] for name in names))
        rows = cls._get_manager(model_class)  # `get_or_create` would make a savepoint
        known = rows.filter(**{name: kwargs[name] for name in names})
        return once(key, lambda: known.first() or rows.create(*args, **kwargs))
