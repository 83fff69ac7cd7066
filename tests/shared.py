"""Module-scoped rows: created once, in a transaction around all tests of the module.

    made = shared(in_hand)

    @pytest.fixture
    def award(made) -> Award:
        return Award.objects.get(pk=made.pk)

With `@pytest.mark.parametrize("made", [...], indirect=True)` the rows are made once for each
value, which `make` is given; pytest runs the tests of a value one after another.

Each test runs in a savepoint, so its writes are rolled back; it reads the row again, so that no
attribute set by another test remains. A transactional test, which pytest-django puts behind all
others, takes the rows back first (tests/conftest.py).
"""

from contextlib import ExitStack

import pytest
from django.db import connection, transaction

_begun: list[ExitStack] = []


def shared(make):
    """A module-scoped fixture of what `make` returns."""

    @pytest.fixture(scope="module")
    def rows(request, django_db_setup, django_db_blocker):
        given = [request.param] if hasattr(request, "param") else []
        with ExitStack() as around:
            around.enter_context(django_db_blocker.unblock())
            around.enter_context(transaction.atomic())
            around.callback(transaction.set_rollback, True)
            around.callback(_begun.remove, around)
            _begun.append(around)
            made = make(*given)
            connection.check_constraints()  # once: else each test checks these rows at its end
            yield made

    return rows


def take_back() -> None:
    """End the outer transactions: to empty the tables would wait for their locks."""
    for around in reversed(_begun.copy()):
        around.close()
