"""Milliseconds and queries of each main page, in a small programme and in a large one.

Each size has a database of its own, and a worker that reads its pages; the sizes are read in
turns, so that what else the machine does slows all of them alike.
"""

import json
import statistics
import subprocess
import sys
from math import ceil

from rich.console import Console
from rich.progress import track
from rich.table import Table

from bench import server

MONTHS, YEARS = 3, 120  # months of meetings: of many groups, and of ten years' books
ENTRIES_A_GROUP = 2_770  # of those ten years
QUICK = {"groups": (30, 300), "entries": (10_000, 100_000), "rounds": 2}
WHOLE = {"groups": (30, 15_000), "entries": (10_000, 1_000_000, 10_000_000), "rounds": 15}
A_TURN = 3  # readings of one page at one size before the next size has its turn
COPIES = 50  # of the smallest programme at once
BASE = "bench_pages"
BOOK = "savings_book"
console = Console(width=120)


def run(quick: bool, *, fill: bool = False, filled: bool = False) -> dict[str, float]:
    """How many times slower each page is at the largest size, by name; prints the tables."""
    sizes = QUICK if quick else WHOLE
    groups = {size: f"{BASE}_{size}_groups" for size in sizes["groups"]}
    entries = {size: f"{BASE}_{size}_entries" for size in sizes["entries"]}
    server.start()
    if not filled:
        server.site_database(BASE)
        order(BASE, "make")
        fill_all(groups, MONTHS, 1)
        fill_all(entries, YEARS, ENTRIES_A_GROUP)
    if fill:
        return {}
    console.print(server.machine())
    of_groups = read(groups, sizes["rounds"])
    show("groups", of_groups)
    of_entries = read(entries, sizes["rounds"] * 4, BOOK)
    show("entries", of_entries)
    ratios = {f"growth_groups_{page}": growth(row) for page, row in of_groups.items()}
    return ratios | {"growth_entries_book": growth(of_entries[BOOK])}


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
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.reader"],
            env=server.site(database),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.pages = self.answer()

    def answer(self):
        if line := self.process.stdout.readline():
            return json.loads(line)
        raise SystemExit("The pages could not be read: see above.")

    def read(self, page: str, times: int) -> tuple[list[float], int]:
        self.process.stdin.write(json.dumps([page, times]) + "\n")
        self.process.stdin.flush()
        return self.answer()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def read(databases: dict[int, str], rounds: int, *pages: str) -> dict[str, dict[int, dict]]:
    """What each page takes at each size: milliseconds and queries."""
    workers = {size: Worker(database) for size, database in databases.items()}
    names = pages or next(iter(workers.values())).pages
    found = {
        page: in_turns(page, workers, rounds)
        for page in track(names, "Reading", console=Console(stderr=True))
    }
    for worker in workers.values():
        worker.stop()
    return found


def in_turns(page: str, workers: dict[int, Worker], rounds: int) -> dict[int, dict]:
    took = {size: [] for size in workers}
    for _round in range(rounds):
        for size, worker in workers.items():
            took[size].append(worker.read(page, A_TURN))
    return {size: summed_up(turns) for size, turns in took.items()}


def summed_up(turns: list[tuple[list[float], int]]) -> dict[str, float]:
    """The fewest queries count: now and then a page refreshes what is cached."""
    times = sorted(time for took, _queries in turns for time in took)
    return {
        "least": times[0],
        "ms": statistics.median(times),
        "p95": times[int(len(times) * 0.95)],
        "queries": min(queries for _took, queries in turns),
    }


def growth(by_size: dict[int, dict]) -> float:
    """The least time at the largest size over that at the smallest: what others do only adds."""
    return round(by_size[max(by_size)]["least"] / by_size[min(by_size)]["least"], 2)


def show(of: str, found: dict[str, dict[int, dict]]) -> None:
    """A row a page: milliseconds (least, median, 95th percentile) and queries at each size."""
    sizes = next(iter(found.values()))
    table = Table("page", *(f"{size:,} {of}" for size in sizes), "growth")
    for page, by_size in found.items():
        cells = [
            f"{one['least']:.1f}, {one['ms']:.1f}, {one['p95']:.1f} ms, {one['queries']} queries"
            for one in by_size.values()
        ]
        table.add_row(page, *cells, f"{growth(by_size):.2f}")
    console.print(table)
