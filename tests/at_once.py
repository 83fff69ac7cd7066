"""Run acts concurrently, each in a thread with its own connection."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from foundation.rules import RuleBroken

PATIENCE = 60  # seconds for the slowest thread to connect


def at_once(acts: Sequence[Callable], refused_by=RuleBroken) -> list:
    """The return value of each act, or the exception (of `refused_by`) that it raised."""
    ready = Barrier(len(acts))  # else the first might end before the last begins

    def do(act):
        try:
            connection.ensure_connection()
            ready.wait(PATIENCE)
            return act()
        except refused_by as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(do, acts))
