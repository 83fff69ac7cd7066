"""Milliseconds and queries of each main page, in a small programme and in a large one.

Each size has a database of its own, and a worker that reads its pages; the sizes are read in
turns, so that what else the machine does slows all of them alike. After each page a bare view is
read: a page's processor time as a multiple of the bare view's holds on another or a busy machine.
The pages of a grant are read in the example village, which has grants in every state.
"""

import json
import statistics
import subprocess
import sys
from math import ceil
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server
from bench.child import Child


class Sizes(NamedTuple):
    """What is measured, from small to large."""

    groups: tuple[int, ...]
    entries: tuple[int, ...]
    rounds: int


MONTHS, YEARS = 3, 120  # months of meetings: of many groups, and of ten years' books
ENTRIES_A_GROUP = 2_770  # of those ten years
QUICK = Sizes(groups=(30, 300), entries=(10_000, 100_000), rounds=2)
WHOLE = Sizes(groups=(30, 15_000), entries=(10_000, 1_000_000, 10_000_000), rounds=15)
A_TURN = 3  # readings of one page at one size before the next size has its turn
COPIES = 50  # of the smallest programme at once
BASE = "bench_pages"
BOOK = "savings_book"
VILLAGE = f"{BASE}_village"
console = Console(width=140)


def run(quick: bool, *, fill: bool = False, filled: bool = False) -> dict[str, float]:
    """How each page grows with the programme, and its cost in bare views; prints the tables."""
    sizes = QUICK if quick else WHOLE
    groups = {size: f"{BASE}_{size}_groups" for size in sizes.groups}
    entries = {size: f"{BASE}_{size}_entries" for size in sizes.entries}
    server.start()
    if not filled:
        server.site_database(BASE)
        order(BASE, "make")
        fill_all(groups, MONTHS, 1)
        fill_all(entries, YEARS, ENTRIES_A_GROUP)
        fill_village()
    if fill:
        return {}
    console.print(server.machine())
    of_groups = read(groups, sizes.rounds)
    show("groups", of_groups)
    of_entries = read(entries, sizes.rounds * 4, BOOK)
    show("entries", of_entries)
    of_village = read({0: VILLAGE}, sizes.rounds * 2)
    show("", of_village)
    growths = {f"growth_groups_{page}": growth(row) for page, row in of_groups.items()}
    growths |= {"growth_entries_book": growth(of_entries[BOOK])}
    return growths | {f"cost_{page}": cost(row) for page, row in (of_groups | of_village).items()}


def fill_village() -> None:
    """The example data, kept as long as the migrations are: it takes two minutes to make."""
    kept = f"{server.kept_name()}_village"
    if server.exists(kept):
        server.fresh_database(VILLAGE, like=kept)
        return
    server.site_database(VILLAGE)
    order(VILLAGE, "village")
    server.tidy(VILLAGE)
    server.fresh_database(kept, like=VILLAGE)


def fill_all(databases: dict[int, str], months: int, a_group: int) -> None:
    """The smallest number of groups is posted, the larger ones are copies of it."""
    least = ceil(min(databases) / a_group)
    for size, name in track(databases.items(), "Filling", console=Console(stderr=True)):
        server.fresh_database(name, like=BASE)
        order(name, "grow", months, least, ceil(size / a_group / least), COPIES)
        server.tidy(name)


def order(database: str, *words) -> None:
    command = [sys.executable, "-m", "bench.world", *map(str, words)]
    if subprocess.run(command, env=server.site(database)).returncode:
        raise SystemExit("The database could not be filled: see above.")


class Worker:
    """A process that reads pages of one database when told to."""

    def __init__(self, database: str):
        self.child = Child("bench.reader", env=server.site(database))
        self.pages: list[str] = json.loads(self.child.hear())

    def read(self, page: str, times: int) -> dict[str, Any]:
        self.child.tell(json.dumps([page, times]))
        return json.loads(self.child.hear())


def read(databases: dict[int, str], rounds: int, *pages: str) -> dict[str, dict[int, dict]]:
    """What each page takes at each size: milliseconds, queries, cost in bare views."""
    workers = {size: Worker(database) for size, database in databases.items()}
    names = pages or next(iter(workers.values())).pages
    found = {
        page: in_turns(page, workers, rounds)
        for page in track(names, "Reading", console=Console(stderr=True))
    }
    for worker in workers.values():
        worker.child.stop()
    return found


def in_turns(page: str, workers: dict[int, Worker], rounds: int) -> dict[int, dict]:
    took: dict[int, list[dict[str, Any]]] = {size: [] for size in workers}
    for _round in range(rounds):
        for size, worker in workers.items():
            took[size].append(worker.read(page, A_TURN))
    return {size: summed_up(turns) for size, turns in took.items()}


def summed_up(turns: list[dict]) -> dict[str, float]:
    """The fewest queries count: now and then a page refreshes what is cached."""
    times = sorted(took for turn in turns for took in turn["ms"])
    processor = {
        what: statistics.median(took for turn in turns for took in turn[what])
        for what in ("processor_ms", "bare_ms")
    }
    return {
        "least": times[0],
        "ms": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "queries": min(turn["queries"] for turn in turns),
        "cost": processor["processor_ms"] / processor["bare_ms"],
        **processor,
    }


def growth(by_size: dict[int, dict]) -> float:
    """The least time at the largest size over that at the smallest: what others do only adds."""
    return round(by_size[max(by_size)]["least"] / by_size[min(by_size)]["least"], 2)


def cost(by_size: dict[int, dict]) -> float:
    """Processor time at the largest size, as a multiple of the bare view's."""
    return round(by_size[max(by_size)]["cost"], 1)


def show(of: str, found: dict[str, dict[int, dict]]) -> None:
    """A row a page, a cell a size; the cost is of the processor, in bare views."""
    sizes = next(iter(found.values()))
    heads = [f"{size:,} {of}" if of else VILLAGE for size in sizes]
    table = Table("page", *heads, "growth", "processor", "bare view", "cost")
    for page, by_size in found.items():
        cells = [
            f"{one['least']:.1f}, {one['ms']:.1f}, {one['p95']:.1f} ms, {one['queries']} queries"
            for one in by_size.values()
        ]
        largest = by_size[max(by_size)]
        spent = [f"{largest[what]:.1f} ms" for what in ("processor_ms", "bare_ms")]
        table.add_row(page, *cells, f"{growth(by_size):.2f}", *spent, f"{cost(by_size):.1f}")
    console.print(table)
