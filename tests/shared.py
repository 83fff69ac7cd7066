"""Module-scoped rows: created once, in a transaction around all tests of the module.

    made = shared(in_hand)

    @pytest.fixture
    def award(made) -> Award:
        return Award.objects.get(pk=made.pk)

Each test runs in a savepoint, so its writes are rolled back; it reads the row again, so that no
attribute set by another test remains. Not for modules with transactional tests: emptying the
tables would wait for the locks of the outer transaction.
"""

import pytest
from django.db import transaction


def shared(make):
    """A module-scoped fixture of what `make` returns."""

    @pytest.fixture(scope="module")
    def rows(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return rows
