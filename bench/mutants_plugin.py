"""A plugin of pytest that runs tests once for each mutant, each time in a fork of this process.

The fork has everything loaded, so that a mutant takes as long as the tests that reach it. First,
also in a fork, all tests run as they are, and it is noted which functions each of them reaches.
"""

import gc
import json
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import CodeType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connection

from bench import mutation
from bench.mutation import Known, Mutant
from tests.slow import SLOW

ROOT = Path(__file__).resolve().parent.parent
FOLDER = Path(os.environ["KUBE_MUTANTS"])
PLAN, REACHED, FOUND = FOLDER / "plan.json", FOLDER / "reached.json", FOLDER / "found.jsonl"
MOST_SECONDS = 180  # of a mutant: it loops
FEW = 120  # tests of one mutant with one limit of time; a survivor is given all
WALKS = {"kube_admin/policy.py": "tests/test_access.py"}  # the walk that is about this module
FIRST_OF_ALL = "tests/accounts/"  # any test with the database prepares it


@dataclass
class Reached:
    """A test: its seconds, and what it reached."""

    test: str
    seconds: float
    functions: list[str]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Neither browser and processes nor walks over all pages: they reach everything, slowly."""
    items[:] = [
        item
        for item in items
        if item.nodeid.startswith(tuple(WALKS.values())) or not item.nodeid.startswith(SLOW)
    ]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    plan = json.loads(PLAN.read_text())
    by_name = {item.nodeid: item for item in session.items}
    prepare(session.items)
    if not REACHED.exists():
        usual = [item for item in session.items if not item.nodeid.startswith(SLOW)]
        in_a_fork(lambda: note_what_is_reached(usual, plan["files"]), seconds=0)
    reached = [Reached(**row) for row in json.loads(REACHED.read_text())]
    known = mutation.living()
    gc.freeze()  # else a fork copies what its collections visit
    for row in plan["mutants"]:
        mutant = Mutant(**row)
        tests = [by_name[name] for name in reaching(mutant, reached) if name in by_name]
        if walk := WALKS.get(mutant.file):
            tests = [item for item in session.items if item.nodeid.startswith(walk)] + tests
        began = time.monotonic()
        told = row | {"survived": survives(mutant, tests, known), "tests": len(tests)}
        with FOUND.open("a") as file:
            file.write(json.dumps(told | {"seconds": round(time.monotonic() - began, 1)}) + "\n")
    return True


def survives(mutant: Mutant, tests: list[pytest.Item], known: Known) -> bool:
    """Whether all tests pass with it; the first few have a fork of their own, and its time."""
    return all(
        in_a_fork(partial(found_by_none, mutant, some, known))
        for some in (tests[:FEW], tests[FEW:])
        if some
    )


def prepare(items: list[pytest.Item]) -> None:
    """Run one test, after which the database is there; the fork opens connections of its own."""
    first = next(i for i in items if i.nodeid.startswith(FIRST_OF_ALL))
    other = next(i for i in items if i.nodeid.startswith("tests/papers/"))
    runtestprotocol(first, log=False, nextitem=other)
    connection.close()


def in_a_fork(act: Callable[[], bool | None], seconds: int = MOST_SECONDS) -> bool:
    """Whether it ended well, and within that time."""
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        with open(os.devnull, "w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        code = 3
        try:
            code = int(act() is False)
        finally:
            os._exit(code)
    return os.waitpid(child, 0)[1] == 0


def note_what_is_reached(items: list[pytest.Item], files: list[str]) -> None:
    wanted = {str(ROOT / file) for file in files}
    rows: list[dict[str, Any]] = []
    for item, after in zip(items, [*items[1:], None], strict=True):
        seen: set[CodeType] = set()

        def see(frame: Any, event: str, _arg: object, seen: set[CodeType] = seen) -> None:
            if event == "call" and frame.f_code.co_filename in wanted:
                seen.add(frame.f_code)

        began = time.monotonic()
        sys.setprofile(see)
        try:
            reports = runtestprotocol(item, log=False, nextitem=after)
        finally:
            sys.setprofile(None)
        if any(report.failed for report in reports):
            continue  # it fails as it is: it can find nothing
        names = {f"{os.path.relpath(c.co_filename, ROOT)} {c.co_qualname}" for c in seen}
        row = {"test": item.nodeid, "functions": sorted(names)}
        rows.append(row | {"seconds": time.monotonic() - began})
    new = REACHED.with_suffix(".new")
    new.write_text(json.dumps(rows))
    new.replace(REACHED)


def reaching(mutant: Mutant, reached: list[Reached]) -> list[str]:
    """Tests that reach the function; of a value, those of its module.

    First the files whose tests are quick and reach little else: those are about it.
    """
    start = f"{mutant.file} {mutant.scope}"
    tests = [
        row
        for row in reached
        if any(
            name == start or name.startswith(f"{start}." if mutant.scope else start)
            for name in row.functions
        )
    ]
    files: dict[str, list[Reached]] = {}
    for row in tests:
        files.setdefault(row.test.partition("::")[0], []).append(row)

    def cost(rows: list[Reached]) -> float:
        return sum(row.seconds for row in rows) * sum(len(row.functions) for row in rows)

    ordered = sorted(files.values(), key=lambda rows: cost(rows) / len(rows) ** 2)
    return [row.test for rows in ordered for row in rows]


def found_by_none(mutant: Mutant, tests: list[pytest.Item], known: Known) -> bool:
    mutation.apply(mutation.mutated(ROOT, mutant), mutant, known)
    for item, after in zip(tests, [*tests[1:], None], strict=True):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=after)):
            return False
    return True
