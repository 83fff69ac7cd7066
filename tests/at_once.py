"""Acts that begin at one moment, each on a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from foundation.rules import RuleBroken

PATIENCE = 60  # seconds in which the slowest thread has its connection


def at_once(acts: Sequence[Callable], refused_by=RuleBroken) -> list:
    """What each returned, or the error of a kind of `refused_by` that refused it."""
    ready = Barrier(len(acts))  # without it the first may be over before the last begins

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
