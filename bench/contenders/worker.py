"""One contender in a process: told on standard input how many clients for how many seconds."""

import importlib
import json
import multiprocessing
import random
import sys
import time

import django
import pghistory
from django.core.management import call_command
from django.db import connections

from bench.contenders import GROUPS, POSTINGS

PATIENCE = 120  # seconds for the slowest client
WARM = 0.3  # seconds of sheets before the measured ones: connection, plans, caches


def client(keep, seed: int, seconds: float, warm, kept) -> None:
    """Keep sheets of random groups for `seconds`, once all clients are warm."""
    dice = random.Random(seed)
    keep_for(keep, dice, WARM)
    warm.wait(PATIENCE)
    kept.put(keep_for(keep, dice, seconds))


def keep_for(keep, dice: random.Random, seconds: float) -> float:
    """At least one sheet; returns how many a second."""
    start, sheets = time.monotonic(), 0
    while (passed := time.monotonic() - start) < seconds or not sheets:
        keep(dice.randrange(GROUPS))
        sheets += 1
    return sheets / passed


def measure(keep, clients: int, seconds: float, seed: int) -> float:
    """Postings a second of that many clients, each a process with a connection of its own."""
    connections.close_all()
    warm = multiprocessing.Barrier(clients)
    kept: multiprocessing.Queue[float] = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(
            target=client, args=(keep, seed + n, seconds, warm, kept), daemon=True
        )
        for n in range(clients)
    ]
    for process in processes:
        process.start()
    sheets_a_second = sum(kept.get(timeout=seconds + PATIENCE) for _ in processes)
    for process in processes:
        process.join()
        if process.exitcode:
            raise SystemExit(f"A client of {keep.__name__} failed.")
    return sheets_a_second * POSTINGS


def main(name: str) -> None:
    django.setup()
    call_command("migrate", verbosity=0)  # ours is, so that is quick
    module = importlib.import_module(f"bench.contenders.{name}")
    with pghistory.context(command="bench"):
        module.prepare()
    answer(sorted(module.WAYS))
    for line in sys.stdin:
        order = json.loads(line)
        keep = module.WAYS[order["way"]]
        answer(measure(keep, order["clients"], order["seconds"], order["seed"]))


def answer(what) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    multiprocessing.set_start_method("fork")
    main(sys.argv[1])
