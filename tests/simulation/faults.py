"""What goes wrong between an act and its answer."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import InterfaceError, OperationalError, connection

GONE = (OperationalError, InterfaceError)


@contextmanager
def cut(rng: random.Random, most: int = 12) -> Iterator[None]:
    """End the connection's server process before one of the next statements, at random."""
    left = rng.randint(1, most)

    def end_or_execute(execute, sql, params, many, context):
        nonlocal left
        left -= 1
        if left == 0:
            execute("SELECT pg_terminate_backend(pg_backend_pid())", None, False, context)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(end_or_execute):
        yield
