"""Rows that the tests of a module share: made once, in a transaction around all of them.

    made = shared(in_hand)

    @pytest.fixture
    def award(made) -> Award:
        return Award.objects.get(pk=made.pk)

Each test runs in a savepoint, so what it writes is rolled back, and reads the row anew, so that no
test meets what another left on the object. Not for modules with transactional tests: to empty the
tables would wait for the transaction around.
"""

import pytest
from django.db import transaction


def shared(make):
    """A fixture of what `make` returns."""

    @pytest.fixture(scope="module")
    def rows(django_db_setup, django_db_blocker):
        with django_db_blocker.unblock(), transaction.atomic():
            yield make()
            transaction.set_rollback(True)

    return rows
